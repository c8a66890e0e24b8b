import type { App } from '../local/index.js';
import { addsUp } from './adds-up.js';
import { placeOrders } from './load.js';
import { startPrivateSystem, type PrivateSystem } from './private-system.js';

describe('in the middle of 500 orders', () => {
  let own: PrivateSystem;

  beforeAll(async () => {
    own = await startPrivateSystem();
  }, 180_000);

  afterAll(() => own.stop(), 120_000);

  /** Sends 500 orders, lets the fault happen after 150 of them, and waits until all is quiet and adds up. */
  async function survives(fault: () => Promise<void>): Promise<void> {
    let recovered = Promise.resolve();
    const accepted = await placeOrders({
      gatewayUrl: own.system.gatewayUrl,
      orders: 500,
      concurrency: 25,
      at: { sent: 150, inject: () => (recovered = fault()) },
    });
    await recovered;
    expect(accepted).toHaveLength(500);
    await addsUp(own.system, accepted);
  }

  it.each<App>(['order', 'consumer', 'restaurant', 'api-gateway'])(
    'survives kill -9 of %s',
    (app) =>
      survives(async () => {
        await own.system.services[app].kill('SIGKILL');
        await own.system.services[app].start();
      }),
    180_000,
  );

  it('survives kill -9 of RabbitMQ, and accepts orders meanwhile', async () => {
    await survives(async () => {
      await own.servers.rabbitmq.kill('SIGKILL');
      await own.servers.rabbitmq.start();
    });
  }, 180_000);

  it('survives an immediate restart of PostgreSQL', async () => {
    await survives(async () => {
      await own.servers.postgres.kill('SIGQUIT');
      await own.servers.postgres.start();
    });
  }, 180_000);
});
