import { participants } from '../../local/index.js';
import { readManagement } from '../network/read-management.js';

interface BrokerConsumer {
  readonly active: boolean;
  readonly queue: { readonly name: string };
  readonly channel_details: { readonly peer_port: number };
}

/** For each service, how many instances are active on its shards, as the broker's management tells. */
export async function activeInstances(managementUrl: string): Promise<number[]> {
  const consumers = await readManagement<BrokerConsumer>({ managementUrl }, '/api/consumers');
  return participants.map((service) => {
    const own = consumers.filter(({ active, queue }) => active && queue.name.startsWith(`${service}.`));
    return new Set(own.map(({ channel_details }) => channel_details.peer_port)).size;
  });
}
