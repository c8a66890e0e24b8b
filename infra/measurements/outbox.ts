import { outboxMigrations } from '#outbox';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { LocalInfrastructure, stopSignal, withoutLeftovers } from '../local/index.js';
import { runRound, type RoundResult } from './outbox-round.js';
import { stores } from './outbox-store.js';

const ROUNDS = 7;
const CONCURRENCY = 10;
const TRANSACTIONS = 3_000;
const sizes = { 'a command (150 bytes)': 150, 'an order (1,500 bytes)': 1_500 };

type Results = ReadonlyMap<string, readonly RoundResult[]>;

await withoutLeftovers(stopSignal(), measure);
process.exit();

async function measure(): Promise<void> {
  const servers = await LocalInfrastructure.temporary({ durable: true });
  try {
    await servers.postgres.start();
    const url = servers.databaseAdminUrl;
    await prepare(url);
    const clients = await Promise.all(Array.from({ length: CONCURRENCY }, () => connect(url)));
    const relay = await connect(url);
    for (const [size, bytes] of Object.entries(sizes)) report(size, await compare(clients, relay, bytes));
    await Promise.all([...clients, relay].map((client) => client.end()));
  } finally {
    await servers.discard();
  }
}

async function prepare(url: string): Promise<void> {
  const migrations = outboxMigrations;
  const dataSource = await new DataSource({ type: 'postgres', url, migrations }).initialize();
  await dataSource.runMigrations();
  await dataSource.query(
    'CREATE TABLE placed_orders (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), content text)',
  );
  await dataSource.destroy();
}

/** The stores take turns, and the order of their turns alternates, so that what else the machine does meets both. */
async function compare(clients: readonly Client[], relay: Client, bytes: number): Promise<Results> {
  const bodies = Array.from({ length: 2 }, () => JSON.stringify({ text: 'x'.repeat(bytes - 11) }));
  const results = new Map(stores.map(({ name }) => [name, [] as RoundResult[]]));
  for (let round = 0; round < ROUNDS; round++)
    for (const store of round % 2 ? stores.toReversed() : stores) {
      const options = { clients, relay, transactions: TRANSACTIONS, bodies };
      results.get(store.name)?.push(await runRound(store, options));
    }
  return results;
}

async function connect(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString });
  client.on('error', () => {}); // the query in progress says it
  await client.connect();
  return client;
}

function report(size: string, results: Results): void {
  console.log(
    `\nTwo messages of ${size} per transaction, ${CONCURRENCY} at a time, ${ROUNDS} alternating rounds:`,
  );
  const median = (name: string, of: (result: RoundResult) => number): number => {
    const values = (results.get(name) ?? []).map(of).toSorted((a, b) => a - b);
    return values[Math.floor(values.length / 2)] ?? 0;
  };
  for (const name of results.keys()) {
    const rate = median(name, (result) => result.transactionsPerSecond).toFixed(0);
    const wal = median(name, (result) => result.walBytesPerMessage).toFixed(0);
    const dead = median(name, (result) => result.deadTuplesPerMessage).toFixed(2);
    console.log(`  ${name}: ${rate} transactions/s, ${wal} bytes of log and ${dead} dead tuples per message`);
  }
  const [table = [], log = []] = [...results.values()];
  const ratios = table.map(
    (one, round) => (log[round]?.transactionsPerSecond ?? 0) / one.transactionsPerSecond,
  );
  console.log(
    `  log / table, transactions/s per round: ${ratios.map((ratio) => ratio.toFixed(2)).join(' ')}`,
  );
}
