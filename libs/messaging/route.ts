import { toAmqpProperties } from './envelope.js';
import type { OutgoingMessage } from './message.js';
import type { Publication } from './publisher.js';
import { shardOf } from './shard.js';
import { channels, EVENTS, eventKeyOf, mustBeRouted } from './topology.js';

/** The publication of a message: to its shard of a point-to-point channel, or to the events exchange. */
export function route(message: OutgoingMessage, shards: number, publishedAt: Date): Publication {
  return {
    exchange: message.channel,
    routingKey: routingKeyOf(message, shards),
    content: Buffer.from(message.body),
    properties: {
      ...toAmqpProperties(message, publishedAt),
      mandatory: mustBeRouted(message.channel, message.type),
    },
  };
}

function routingKeyOf(message: OutgoingMessage, shards: number): string {
  if (message.channel === EVENTS) return eventKeyOf(message.sender, message.type);
  return shardKeyOf(message.channel, message.shardKey, shards);
}

/** The routing key of a shard in its channel's own exchange; channels that are not sharded have one queue, 0. */
export function shardKeyOf(channel: string, shardKey: string, shards: number): string {
  const sharded = channels.find(({ name }) => name === channel)?.sharded ?? false;
  return String(sharded ? shardOf(shardKey, shards) : 0);
}
