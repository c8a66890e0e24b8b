import { conversations, events, type Contract } from '#contracts';
import {
  channels,
  deadLetterQueueOf,
  EVENTS,
  eventKeyOf,
  replyChannels,
  retryQueueOf,
  type Channel,
  type TopologyOptions,
} from '#messaging/topology';
import { messageRef } from './messages.js';

type Channels = Readonly<Record<string, object>>;

/** The channels to send to and to receive from, and for each of the latter its retry ladder and its dead letters. */
export const channelsOf = (options: TopologyOptions): Channels => ({
  ...Object.fromEntries(channels.map((channel) => [channel.name, receivingChannel(channel, options)])),
  ...Object.fromEntries(events.map((event) => [eventChannelId(event), eventChannel(event)])),
  ...Object.assign({}, ...channels.map((channel) => asideOf(channel, options))),
});

/** The channel into which an event is published. */
export const eventChannelId = ({ publisher, type }: (typeof events)[number]): string =>
  `${EVENTS}.${eventKeyOf(publisher, type)}`;

/** What may come on a channel. */
export function messagesOn({ name, subscribesTo }: Channel): readonly Contract[] {
  const commands = conversations.map(({ command }) => command).filter(({ channel }) => channel === name);
  const replies = replyChannels.includes(name) ? conversations.flatMap((each) => each.replies) : [];
  return [...commands, ...replies, ...subscribesTo];
}

const receivingChannel = (channel: Channel, { shards }: TopologyOptions): object => ({
  ...(channel.sharded ? shardedAddress(channel.name, shards) : queueAddress(channel.name)),
  title: channel.name,
  summary: `Received by the ${channel.owner} service`,
  messages: refsOf(messagesOn(channel)),
});

/** Sent to an exchange; which of the queues behind it a message comes to, its shard key decides. */
const shardedAddress = (name: string, shards: number): object => ({
  address: '{shard}',
  description:
    `The shard is the FNV-1a hash (32 bits) of the \`shard-key\`, an order's id, modulo ${shards}. Behind each is ` +
    `a quorum queue, \`${name}.{shard}\`, with a single active consumer, so that the messages of an order keep their order.`,
  parameters: { shard: { enum: Array.from({ length: shards }, (_, shard) => String(shard)) } },
  bindings: exchange(name, 'direct'),
});

const queueAddress = (name: string): object => ({ address: name, bindings: queue(name) });

const eventChannel = (event: (typeof events)[number]): object => ({
  address: eventKeyOf(event.publisher, event.type),
  title: event.type,
  summary: `Published by the ${event.publisher} service, for whoever subscribes`,
  messages: refsOf([event]),
  bindings: exchange(EVENTS, 'topic'),
});

/** Where messages of a channel wait that could not be handled. */
const asideOf = (channel: Channel, { retryDelaysMs }: TopologyOptions): Channels => ({
  ...Object.fromEntries(
    retryDelaysMs.map((delayMs, step) => {
      const summary = `Messages whose attempt ${step + 1} failed wait here for ${delayMs} ms, and go back`;
      return aside(channel, retryQueueOf(channel.name, delayMs), summary);
    }),
  ),
  ...Object.fromEntries([
    aside(
      channel,
      deadLetterQueueOf(channel.name),
      'Messages that were given up, with `error` and `failed-at` in their headers, until an operator redrives them',
    ),
  ]),
});

const aside = (channel: Channel, name: string, summary: string): readonly [string, object] => [
  name,
  { ...queueAddress(name), title: name, summary, messages: refsOf(messagesOn(channel)) },
];

const refsOf = (contracts: readonly Contract[]): object =>
  Object.fromEntries(contracts.map((contract) => [contract.type, messageRef(contract)]));

const exchange = (name: string, type: 'direct' | 'topic'): object => ({
  amqp: {
    is: 'routingKey',
    exchange: { name, type, durable: true, autoDelete: false, vhost: '/' },
    bindingVersion: '0.3.0',
  },
});

const queue = (name: string): object => ({
  amqp: {
    is: 'queue',
    queue: { name, durable: true, exclusive: false, autoDelete: false, vhost: '/' },
    bindingVersion: '0.3.0',
  },
});
