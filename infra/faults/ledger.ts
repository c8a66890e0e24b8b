import { deadLetterQueueOf, channels } from '#messaging';
import { connect } from 'amqplib';
import { Client } from 'pg';
import type { System } from '../local/index.js';

/** What must add up once the system is quiet. */
export interface Ledger {
  readonly ordersByState: Readonly<Record<string, number>>;
  /** Accepted by a 202, and not stored. */
  readonly lost: readonly string[];
  /** Not terminal. */
  readonly stuck: number;
  /** Orders whose credit is held though they are not VALIDATED, or not held though they are. */
  readonly wronglyHeld: readonly string[];
  /** Consumers whose held credit is not the sum of their reservations. */
  readonly unbalanced: number;
  /** VALIDATED orders without an OPEN ticket, and tickets without such an order. */
  readonly wrongTickets: readonly string[];
  readonly waitingInOutboxes: number;
  readonly deadLetters: number;
}

interface OrderRow {
  readonly id: string;
  readonly state: string;
}

const TERMINAL = ['VALIDATED', 'REJECTED', 'CANCELLED'];

/** Compares what clients were told with what the three databases and the broker hold. */
export async function readLedger(system: System, accepted: readonly string[]): Promise<Ledger> {
  const query = <Row>(service: 'order' | 'consumer' | 'restaurant', sql: string): Promise<Row[]> =>
    rowsOf<Row>(system.databaseUrl(service), sql);
  const orders = await query<OrderRow>('order', 'SELECT order_id AS id, state FROM orders');
  const held = await query<{ id: string }>(
    'consumer',
    `SELECT order_id AS id FROM reservations WHERE state = 'HELD'`,
  );
  const tickets = await query<{ id: string }>(
    'restaurant',
    `SELECT order_id AS id FROM tickets WHERE state = 'OPEN'`,
  );
  const validated = idsOf(orders.filter(({ state }) => state === 'VALIDATED'));
  const stored = idsOf(orders);
  return {
    ordersByState: countBy(orders),
    lost: accepted.filter((id) => !stored.has(id)),
    stuck: orders.filter(({ state }) => !TERMINAL.includes(state)).length,
    wronglyHeld: [...validated.symmetricDifference(idsOf(held))],
    unbalanced: (await query('consumer', UNBALANCED)).length,
    wrongTickets: [...validated.symmetricDifference(idsOf(tickets))],
    waitingInOutboxes: await waiting(query),
    deadLetters: await deadLetters(system.amqpAdminUrl),
  };
}

const UNBALANCED = `SELECT consumer_id FROM consumers c WHERE held_credit <> (
  SELECT coalesce(sum(amount), 0) FROM reservations r WHERE r.consumer_id = c.consumer_id AND r.state = 'HELD')`;

const idsOf = (rows: readonly { readonly id: string }[]): Set<string> => new Set(rows.map(({ id }) => id));

function countBy(orders: readonly OrderRow[]): Record<string, number> {
  const groups = Object.groupBy(orders, ({ state }) => state);
  return Object.fromEntries(Object.entries(groups).map(([state, group]) => [state, group?.length ?? 0]));
}

async function waiting(
  query: (service: 'order' | 'consumer' | 'restaurant', sql: string) => Promise<object[]>,
): Promise<number> {
  const outboxes = await Promise.all(
    (['order', 'consumer', 'restaurant'] as const).map((service) => query(service, 'SELECT 1 FROM outbox')),
  );
  return outboxes.flat().length;
}

/** Runs one query on a connection of its own. */
export async function rowsOf<Row>(url: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as Row[];
  } finally {
    await client.end();
  }
}

async function deadLetters(url: string): Promise<number> {
  const connection = await connect(url);
  try {
    const amqp = await connection.createChannel();
    const counts = await Promise.all(
      channels.map(async ({ name }) => (await amqp.checkQueue(deadLetterQueueOf(name))).messageCount),
    );
    return counts.reduce((total, count) => total + count, 0);
  } finally {
    await connection.close();
  }
}
