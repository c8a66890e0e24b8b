import type { Client } from 'pg';
import type { MessageStore } from './outbox-store.js';

export interface RoundOptions {
  readonly clients: readonly Client[];
  /** Plays the relay, beside the clients. */
  readonly relay: Client;
  readonly transactions: number;
  /** The messages of one transaction. */
  readonly bodies: readonly string[];
}

export interface RoundResult {
  readonly transactionsPerSecond: number;
  readonly walBytesPerMessage: number;
  readonly deadTuplesPerMessage: number;
}

/** Transactions that store an order and its messages, as many at a time as there are clients; until all is removed. */
export async function runRound(store: MessageStore, options: RoundOptions): Promise<RoundResult> {
  const { clients, relay, transactions, bodies } = options;
  const messages = transactions * bodies.length;
  await relay.query('TRUNCATE outbox, published_messages, placed_orders');
  await relay.query('CHECKPOINT');
  const before = await countersOf(relay);
  const work = { left: transactions };
  const startedAt = performance.now();
  const placing = Promise.all(clients.map((client) => placeOrders(client, store, bodies, work)));
  const [seconds] = await Promise.all([
    placing.then(() => (performance.now() - startedAt) / 1_000),
    removeUntilDone(store, relay, placing),
  ]);
  const after = await countersOf(relay);
  return {
    transactionsPerSecond: transactions / seconds,
    walBytesPerMessage: (after.wal - before.wal) / messages,
    deadTuplesPerMessage: (after.dead - before.dead) / messages,
  };
}

async function placeOrders(
  client: Client,
  store: MessageStore,
  bodies: readonly string[],
  work: { left: number },
): Promise<void> {
  while (work.left-- > 0) {
    await client.query('BEGIN');
    await client.query('INSERT INTO placed_orders (content) VALUES ($1)', [bodies[0]]);
    await store.store(client, bodies);
    await client.query('COMMIT');
  }
}

async function removeUntilDone(store: MessageStore, relay: Client, placing: Promise<unknown>): Promise<void> {
  let isPlacing = true;
  const over = (): void => void (isPlacing = false);
  placing.then(over, over);
  for (;;) {
    const wasPlacing = isPlacing;
    const removed = await store.remove(relay);
    if (removed > 0) continue;
    if (!wasPlacing) return;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

/** Deleted rows count as dead tuples, whether a vacuum has been by or not. */
async function countersOf(client: Client): Promise<{ readonly wal: number; readonly dead: number }> {
  await client.query('SELECT pg_stat_force_next_flush()');
  const { rows } = await client.query<{ wal: string; dead: string }>(
    `SELECT pg_current_wal_insert_lsn() - '0/0' AS wal,
            (SELECT n_tup_del FROM pg_stat_user_tables WHERE relname = 'outbox') AS dead`,
  );
  return { wal: Number(rows[0]?.wal), dead: Number(rows[0]?.dead) };
}
