import type { ServiceName } from '#contracts';
import { channels, deadLetterQueueOf, queuesOf, retryQueueOf } from '#messaging/topology';
import { connect, type Channel } from 'amqplib';
import { Client } from 'pg';
import type { Books } from './books.js';

/** Where the books are, for accounts that may read them all. */
export interface StoreAddresses {
  readonly databaseUrl: (service: ServiceName) => string;
  readonly amqpUrl: string;
  readonly shards: number;
  readonly retryDelaysMs: readonly number[];
}

type Rows = <Row>(sql: string) => Promise<Row[]>;
type OrderBooks = Pick<Books, 'orders' | 'runningSagas'>;
type ConsumerBooks = Pick<Books, 'reservations' | 'unbalancedConsumers' | 'overtaken'>;

const UNBALANCED = `SELECT consumer_id AS id FROM consumers c WHERE held_credit <> (
  SELECT coalesce(sum(amount), 0) FROM reservations r WHERE r.consumer_id = c.consumer_id AND r.state = 'HELD')`;

const OVERTAKEN = `SELECT released.shard_key AS id FROM inbox released JOIN inbox validated USING (shard_key)
  WHERE released.type = 'ReleaseConsumerCredit' AND validated.type = 'ValidateConsumerInfo'
    AND released.handled_at < validated.handled_at AND validated.attempt = 1`;

/** One order may be cancelled again after a refusal; all other messages are sent once. */
const REPEATED = `SELECT shard_key AS id, type FROM published_messages
  WHERE type NOT IN ('CancelTicket', 'TicketCancellationRefused')
  GROUP BY shard_key, type HAVING count(DISTINCT message_id) > 1`;

/** Reads the books of a system. Rejects while a database or the broker is away. */
export async function readBooks(stores: StoreAddresses): Promise<Books> {
  const [order, consumer, restaurant, broker] = await Promise.all([
    ofService(stores, 'order', orderBooks),
    ofService(stores, 'consumer', consumerBooks),
    ofService(stores, 'restaurant', restaurantBooks),
    brokerBooks(stores),
  ]);
  const services = [order, consumer, restaurant];
  return {
    ...order,
    ...consumer,
    ...restaurant,
    ...broker,
    repeatedMessages: services.flatMap(({ repeatedMessages }) => repeatedMessages),
    waitingInOutboxes: services.reduce((sum, { waiting }) => sum + waiting, 0),
  };
}

async function ofService<Own>(
  stores: StoreAddresses,
  service: ServiceName,
  own: (rows: Rows) => Promise<Own>,
): Promise<Own & { repeatedMessages: Books['repeatedMessages']; waiting: number }> {
  const client = new Client({ connectionString: stores.databaseUrl(service) });
  client.on('error', () => {}); // the query in progress says it
  await client.connect();
  try {
    const rows: Rows = async <Row>(sql: string) => (await client.query(sql)).rows as Row[];
    const outbox = await rows<{ waiting: number }>('SELECT count(*)::int AS waiting FROM outbox');
    const repeatedMessages = await rows<Books['repeatedMessages'][number]>(REPEATED);
    return { ...(await own(rows)), repeatedMessages, waiting: outbox[0]?.waiting ?? 0 };
  } finally {
    await client.end();
  }
}

const orderBooks = async (rows: Rows): Promise<OrderBooks> => ({
  orders: await rows(
    `SELECT order_id AS id, delivery_address ->> 'street2' AS reference, state,
            rejection_reason AS "rejectionReason", order_total AS total FROM orders`,
  ),
  runningSagas: idsOf(await rows(`SELECT shard_key AS id FROM sagas WHERE status = 'RUNNING'`)),
});

const consumerBooks = async (rows: Rows): Promise<ConsumerBooks> => ({
  reservations: await rows('SELECT order_id AS id, state, amount FROM reservations'),
  unbalancedConsumers: idsOf(await rows(UNBALANCED)),
  overtaken: idsOf(await rows(OVERTAKEN)),
});

const restaurantBooks = async (rows: Rows): Promise<Pick<Books, 'tickets'>> => ({
  tickets: await rows('SELECT order_id AS id, state FROM tickets'),
});

const idsOf = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id);

async function brokerBooks(
  stores: StoreAddresses,
): Promise<Pick<Books, 'waitingInChannels' | 'deadLetters'>> {
  const connection = await connect(stores.amqpUrl);
  connection.on('error', () => {});
  try {
    const amqp = await connection.createChannel();
    amqp.on('error', () => {});
    const queues = channels.flatMap((channel) => [
      ...queuesOf(channel, stores.shards),
      ...stores.retryDelaysMs.map((delayMs) => retryQueueOf(channel.name, delayMs)),
    ]);
    const deadLetterQueues = channels.map(({ name }) => deadLetterQueueOf(name));
    return {
      waitingInChannels: await messagesIn(amqp, queues),
      deadLetters: await messagesIn(amqp, deadLetterQueues),
    };
  } finally {
    await connection.close().catch(() => {});
  }
}

async function messagesIn(amqp: Channel, queues: readonly string[]): Promise<number> {
  let messages = 0;
  for (const queue of queues) messages += (await amqp.checkQueue(queue)).messageCount;
  return messages;
}
