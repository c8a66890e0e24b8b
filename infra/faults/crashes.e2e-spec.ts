import { eventually } from '#testing';
import { rmSync } from 'node:fs';
import { LocalInfrastructure, System, type App } from '../local/index.js';
import { readLedger } from './ledger.js';
import { placeOrders } from './load.js';

const QUIET_MS = 60_000;
const nothingWrong = {
  lost: [],
  stuck: 0,
  wronglyHeld: [],
  unbalanced: 0,
  wrongTickets: [],
  waitingInOutboxes: 0,
  deadLetters: 0,
};

describe('in the middle of 500 orders', () => {
  let servers: LocalInfrastructure;
  let system: System;

  beforeAll(async () => {
    servers = await LocalInfrastructure.temporary();
    await servers.start();
    system = await System.create({ servers, directory: servers.directory });
    await system.start();
  }, 180_000);

  afterAll(async () => {
    await system.stop();
    await servers.discard();
    rmSync(servers.directory, { recursive: true, force: true });
  }, 120_000);

  /** Sends 500 orders, lets the fault happen after 150 of them, and waits until all is quiet and adds up. */
  async function survives(fault: () => Promise<void>): Promise<void> {
    let recovered = Promise.resolve();
    const accepted = await placeOrders({
      gatewayUrl: system.gatewayUrl,
      orders: 500,
      concurrency: 25,
      at: { sent: 150, inject: () => (recovered = fault()) },
    });
    await recovered;
    expect(accepted).toHaveLength(500);
    await eventually(
      async () => expect(await readLedger(system, accepted)).toMatchObject(nothingWrong),
      QUIET_MS,
    );
  }

  it.each<App>(['order', 'consumer', 'restaurant', 'api-gateway'])(
    'survives kill -9 of %s',
    (app) =>
      survives(async () => {
        await system.services[app].kill('SIGKILL');
        await system.services[app].start();
      }),
    180_000,
  );

  it('survives kill -9 of RabbitMQ, and accepts orders meanwhile', async () => {
    await survives(async () => {
      await servers.rabbitmq.kill('SIGKILL');
      await servers.rabbitmq.start();
    });
  }, 180_000);

  it('survives an immediate restart of PostgreSQL', async () => {
    await survives(async () => {
      await servers.postgres.kill('SIGQUIT');
      await servers.postgres.start();
    });
  }, 180_000);
});
