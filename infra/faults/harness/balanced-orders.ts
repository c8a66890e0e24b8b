import type { ServiceProcess } from '../../local/index.js';
import { LoadBalancer } from '../network/load-balancer.js';
import { FaultBed } from './fault-bed.js';

/** A bed whose gateway finds two instances of the Order Service behind a load balancer. */
export interface BalancedOrders {
  readonly bed: FaultBed;
  readonly first: ServiceProcess;
  readonly second: ServiceProcess;
  stop(): Promise<void>;
}

export async function startBalancedOrders(): Promise<BalancedOrders> {
  const balancer = await LoadBalancer.start();
  const bed = await FaultBed.start({ env: { ORDER_SERVICE_URL: balancer.url } });
  const first = bed.system.services.order;
  const second = await bed.system.startInstance('order');
  await balancer.balance([first, second]);
  const stop = async (): Promise<void> => {
    await bed.stop();
    await balancer.close();
  };
  return { bed, first, second, stop };
}
