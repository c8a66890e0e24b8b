import type { Channel as AmqpChannel, Options } from 'amqplib';
import {
  channels,
  deadLetterQueueOf,
  EVENTS,
  eventKeyOf,
  queuesOf,
  retryQueueOf,
  type Channel,
  type TopologyOptions,
} from './topology/index.js';

/**
 * How often the broker redelivers a message whose receiver dies over it, before it dead-letters it. Every hand-over of
 * a queue counts, also for what was prefetched and never tried: so it is well above the restarts of a bad day.
 */
const DELIVERY_LIMIT = 100;
const NO_DELIVERY_LIMIT = 1_000_000;

const quorumQueue = (args: Record<string, unknown>): Options.AssertQueue => ({
  durable: true,
  arguments: { 'x-queue-type': 'quorum', ...args },
});

/** Hands over to `exchange` without loss: the queue keeps a message until the target has confirmed it. */
const deadLetterTo = (exchange: string) => ({
  'x-dead-letter-exchange': exchange,
  'x-dead-letter-strategy': 'at-least-once',
  'x-overflow': 'reject-publish',
});

/**
 * Declares every exchange, queue and binding; idempotent. Needs the configure permission, which only the
 * provisioning step has. Throws what the broker says where a queue exists with other arguments.
 */
export async function declareTopology(amqp: AmqpChannel, options: TopologyOptions): Promise<void> {
  await amqp.assertExchange(EVENTS, 'topic', { durable: true });
  for (const channel of channels) {
    await amqp.assertExchange(channel.name, 'direct', { durable: true });
    await declareDeadLetter(amqp, channel);
    await declareQueues(amqp, channel, options.shards);
    for (const delayMs of options.retryDelaysMs) await declareRetry(amqp, channel, delayMs);
  }
}

async function declareQueues(amqp: AmqpChannel, channel: Channel, shards: number): Promise<void> {
  for (const [shard, queue] of queuesOf(channel, shards).entries()) {
    await amqp.assertQueue(
      queue,
      quorumQueue({
        'x-single-active-consumer': true,
        'x-delivery-limit': DELIVERY_LIMIT,
        ...deadLetterTo(deadLetterQueueOf(channel.name)),
      }),
    );
    await amqp.bindQueue(queue, channel.name, String(shard));
    for (const event of channel.subscribesTo)
      await amqp.bindQueue(queue, EVENTS, eventKeyOf(event.publisher, event.type));
  }
}

/** A fanout keeps the routing key, so an expired message finds its way back to the shard it came from. */
async function declareRetry(amqp: AmqpChannel, channel: Channel, delayMs: number): Promise<void> {
  const name = retryQueueOf(channel.name, delayMs);
  await amqp.assertExchange(name, 'fanout', { durable: true });
  await amqp.assertQueue(name, quorumQueue({ 'x-message-ttl': delayMs, ...deadLetterTo(channel.name) }));
  await amqp.bindQueue(name, name, '');
}

async function declareDeadLetter(amqp: AmqpChannel, channel: Channel): Promise<void> {
  const name = deadLetterQueueOf(channel.name);
  await amqp.assertExchange(name, 'fanout', { durable: true });
  await amqp.assertQueue(name, quorumQueue({ 'x-delivery-limit': NO_DELIVERY_LIMIT }));
  await amqp.bindQueue(name, name, '');
}
