import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { isDatabaseUnavailable } from '#service-kit';
import { createTestDatabase, eventually, TcpProxy, type TestDatabase } from '#testing';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { databaseOptions } from './database-options.js';
import { ParticipantConfig } from './participant-config.js';
import { socketThatGivesUp } from './socket-that-gives-up.js';

const SHORT_MS = 300;

describe('the pool of a service', () => {
  let database: TestDatabase;
  let network: TcpProxy;
  let pool: DataSource;

  beforeAll(async () => {
    database = await createTestDatabase((url) => ({ type: 'postgres', url }));
  });
  beforeEach(async () => {
    network = await TcpProxy.inFrontOf(database.url);
    const config = ParticipantConfig.parse({
      PORT: '0',
      DATABASE_URL: network.urlOf(database.url),
      AMQP_URL: 'amqp://127.0.0.1:9',
    });
    const options = databaseOptions('order', config, []) as DataSourceOptions;
    pool = new DataSource(withPatience(options, SHORT_MS));
    await eventually(() => pool.initialize());
  });
  afterEach(async () => {
    await network.close();
    await pool.destroy();
  });
  afterAll(() => database.drop());

  it('gives up what a silent network has swallowed, blames no message for it, and goes on', async () => {
    const swallowed = pool.transaction(async (manager) => {
      await manager.query('SELECT 1');
      network.blackHole();
      await manager.query('SELECT 2');
    });
    const error: unknown = await swallowed.catch((reason: unknown) => reason);
    expect(isDatabaseUnavailable(error)).toBe(true);
    await network.pass();
    await eventually(async () => expect(await pool.query('SELECT 3 AS three')).toEqual([{ three: 3 }]));
  });

  it('frees the locks of a process that stands still in a transaction', async () => {
    await database.dataSource.query('CREATE TABLE IF NOT EXISTS things (id int)');
    const frozen = pool.createQueryRunner();
    await frozen.connect();
    await frozen.query('BEGIN; LOCK TABLE things');
    await eventually(async () => expect(await database.dataSource.query('SELECT * FROM things')).toEqual([]));
    const error: unknown = await frozen.query('SELECT 1').catch((reason: unknown) => reason);
    expect(isDatabaseUnavailable(error)).toBe(true);
    await frozen.release().catch(() => {});
  });

  it('bears a connection that the server ends as soon as it is made', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => {}); // it may be reset
      socket.once('data', () => socket.end(WELCOME_AND_FAREWELL));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    let welcomed = false;
    server.on('connection', () => (welcomed = true));
    network.targets = [{ host: '127.0.0.1', port }];
    network.resetConnections();
    const error = await eventually(async () => {
      const reason: unknown = await pool.query('SELECT 1').catch((reason: unknown) => reason);
      expect(welcomed).toBe(true);
      return reason;
    });
    server.close();
    expect(isDatabaseUnavailable(error)).toBe(true);
  });
});

/** What PostgreSQL writes when it lets somebody in while it is told to end all sessions. */
const WELCOME_AND_FAREWELL = Buffer.concat([
  serverMessage('R', '\0\0\0\0'),
  serverMessage('Z', 'I'),
  serverMessage('E', 'SFATAL\0C57P01\0Mterminating connection due to administrator command\0\0'),
]);

function serverMessage(type: string, body: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(4 + body.length);
  return Buffer.concat([Buffer.from(type), length, Buffer.from(body)]);
}

/** The real settings, with less time. */
const withPatience = (options: DataSourceOptions, timeMs: number): DataSourceOptions => ({
  ...options,
  extra: {
    ...(options as { readonly extra: object }).extra,
    idle_in_transaction_session_timeout: timeMs,
    stream: () => socketThatGivesUp(timeMs * 10),
  },
});
