import { rmSync } from 'node:fs';
import { placeFirstOrder } from '../demo/first-order.js';
import { temporaryDirectory } from '../servers/temporary-directory.js';
import { UNHURRIED } from './environment.js';
import { System } from './system.js';

const servers = {
  databaseAdminUrl: process.env.TEST_DATABASE_ADMIN_URL ?? '',
  amqpAdminUrl: process.env.TEST_AMQP_ADMIN_URL ?? '',
  amqpManagementUrl: process.env.TEST_AMQP_MANAGEMENT_URL ?? '',
};

describe('a system', () => {
  const directory = temporaryDirectory();
  let system: System;

  beforeAll(async () => {
    system = await System.create({ servers, directory, name: 'another', env: UNHURRIED });
    await system.start();
  }, 120_000);

  afterAll(async () => {
    await system.stop();
    rmSync(directory, { recursive: true, force: true });
  }, 60_000);

  const stateOfNewOrder = async (): Promise<string> => (await placeFirstOrder(system.gatewayUrl)).order.state;

  it('shares its servers with another one, and validates orders', async () => {
    expect(await stateOfNewOrder()).toBe('VALIDATED');
  }, 60_000);

  it('validates orders after services were killed and started again', async () => {
    const { order, consumer } = system.services;
    await Promise.all([order.kill(), consumer.kill()]);
    expect([order.isRunning, consumer.isRunning]).toEqual([false, false]);
    await Promise.all([order.start(), consumer.start()]);

    expect(await stateOfNewOrder()).toBe('VALIDATED');
  }, 120_000);

  it('validates orders by an extra instance when the first one stops', async () => {
    await system.startInstance('restaurant');
    await system.services.restaurant.stop();

    expect(await stateOfNewOrder()).toBe('VALIDATED');
  }, 120_000);
});
