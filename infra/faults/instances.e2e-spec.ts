import { eventually } from '#testing';
import { participants, type ServiceProcess } from '../local/index.js';
import { addsUp } from './adds-up.js';
import { rowsOf } from './ledger.js';
import { placeOrders } from './load.js';
import { startPrivateSystem, type PrivateSystem } from './private-system.js';

interface BrokerConsumer {
  readonly active: boolean;
  readonly queue: { readonly name: string };
  readonly channel_details: { readonly connection_name: string; readonly peer_port: number };
}

/** Releases that were handled before the reservation they undo: possible only if the channel lost its order. */
const OVERTAKEN = `
  SELECT released.shard_key FROM inbox released JOIN inbox validated USING (shard_key)
   WHERE released.type = 'ReleaseConsumerCredit' AND validated.type = 'ValidateConsumerInfo'
     AND released.handled_at < validated.handled_at`;

describe('two instances of each service', () => {
  let own: PrivateSystem;
  const second: ServiceProcess[] = [];

  beforeAll(async () => {
    own = await startPrivateSystem();
  }, 180_000);

  afterAll(() => own.stop(), 120_000);

  /** For each service, how many instances are active on its shards. */
  async function activeInstances(): Promise<number[]> {
    const management = new URL('/api/consumers', own.servers.amqpManagementUrl);
    const authorization = `Basic ${btoa(`${management.username}:${management.password}`)}`;
    const response = await fetch(new URL(management.pathname, management.origin), {
      headers: { authorization },
    });
    const consumers = (await response.json()) as BrokerConsumer[];
    return participants.map((service) => {
      const own = consumers.filter(({ active, queue }) => active && queue.name.startsWith(`${service}.`));
      return new Set(own.map(({ channel_details }) => channel_details.peer_port)).size;
    });
  }

  const overtaken = (): Promise<unknown[]> => rowsOf(own.system.databaseUrl('consumer'), OVERTAKEN);

  it('share the shards, and keep the messages of an order in order while they come', async () => {
    const accepted = await placeOrders({
      gatewayUrl: own.system.gatewayUrl,
      orders: 300,
      concurrency: 10,
      at: {
        sent: 50,
        inject: () => void participants.map(async (app) => second.push(await own.system.startInstance(app))),
      },
    });
    await eventually(async () => expect(await activeInstances()).toEqual([2, 2, 2]));
    await addsUp(own.system, [
      ...accepted,
      ...(await placeOrders({ gatewayUrl: own.system.gatewayUrl, orders: 200, concurrency: 10 })),
    ]);
    expect(await overtaken()).toEqual([]);
  }, 180_000);

  it('take over at once when the others are killed, and keep the order', async () => {
    const kill = () => Promise.all(second.map((instance) => instance.kill('SIGKILL')));
    const accepted = await placeOrders({
      gatewayUrl: own.system.gatewayUrl,
      orders: 200,
      concurrency: 10,
      at: { sent: 50, inject: () => void kill() },
    });
    await addsUp(own.system, accepted);
    expect(await overtaken()).toEqual([]);
    await eventually(async () => expect(await activeInstances()).toEqual([1, 1, 1]));
  }, 180_000);
});
