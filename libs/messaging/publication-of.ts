import { toAmqpProperties } from './envelope.js';
import type { OutgoingMessage } from './message.js';
import type { Publication } from './publisher.js';
import { channels, EVENTS, eventKeyOf, mustBeRouted, shardOf } from './topology/index.js';

/** The publication of a message: to its shard of a point-to-point channel, or to the events exchange. */
export function publicationOf(message: OutgoingMessage, shards: number, publishedAt: Date): Publication {
  const { channel, sender, type, shardKey } = message;
  return {
    exchange: channel,
    routingKey: channel === EVENTS ? eventKeyOf(sender, type) : routingKeyOf(channel, shardKey, shards),
    content: Buffer.from(message.body),
    properties: { ...toAmqpProperties(message, publishedAt), mandatory: mustBeRouted(channel, type) },
  };
}

/** What takes the message, or does not: its shard of a point-to-point channel, or the exchange of all events. */
export const destinationOf = (
  { channel, shardKey }: Pick<OutgoingMessage, 'channel' | 'shardKey'>,
  shards: number,
): string => (channel === EVENTS ? EVENTS : `${channel} ${routingKeyOf(channel, shardKey, shards)}`);

/** Leads to the shard of a key in its channel's own exchange; a channel that is not sharded has one queue, 0. */
export function routingKeyOf(channel: string, shardKey: string, shards: number): string {
  const sharded = channels.find(({ name }) => name === channel)?.sharded ?? false;
  return String(sharded ? shardOf(shardKey, shards) : 0);
}
