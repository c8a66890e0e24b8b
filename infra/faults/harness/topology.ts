import { declareTopology } from '#messaging';
import { connect, type Channel } from 'amqplib';
import type { StoreAddresses } from '#testing';

/** Changes of the channels, as an operator could make them by mistake. */

/** Takes the queues of a sharded channel out of its exchange, or puts them back. */
export const rebind = (
  { amqpUrl, shards }: StoreAddresses,
  channel: string,
  how: 'bindQueue' | 'unbindQueue',
): Promise<void> =>
  withBroker(amqpUrl, async (amqp) => {
    for (let shard = 0; shard < shards; shard++)
      await amqp[how](`${channel}.${shard}`, channel, String(shard));
  });

/** Deletes the queues of a sharded channel, and declares them again in the same breath. */
export const redeclareQueues = (
  { amqpUrl, shards, retryDelaysMs }: StoreAddresses,
  channel: string,
): Promise<void> =>
  withBroker(amqpUrl, async (amqp) => {
    for (let shard = 0; shard < shards; shard++) await amqp.deleteQueue(`${channel}.${shard}`);
    await declareTopology(amqp, { shards, retryDelaysMs });
  });

async function withBroker(url: string, change: (amqp: Channel) => Promise<void>): Promise<void> {
  const connection = await connect(url);
  try {
    await change(await connection.createChannel());
  } finally {
    await connection.close();
  }
}
