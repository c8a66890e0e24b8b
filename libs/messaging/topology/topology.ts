import { OrderValidated, type Event, type ServiceName } from '#contracts';

/** Every exchange and queue of the system, on one screen. */

export interface TopologyOptions {
  /** How many queues each sharded channel has. Changing it later needs drained channels. */
  readonly shards: number;
  /** The delays of the retry ladder, in milliseconds. */
  readonly retryDelaysMs: readonly number[];
}

/** As it is when nothing is configured. */
export const topologyDefaults = {
  shards: 4,
  retryDelaysMs: [1_000, 5_000, 30_000],
} satisfies TopologyOptions;

/** Publish-subscribe: one topic exchange; the routing key is `<service>.<EventName>`. */
export const EVENTS = 'events';

export interface Channel {
  readonly name: string;
  /** The service whose handlers receive from it. */
  readonly owner: ServiceName;
  /** A sharded channel has as many queues as the system has shards; any other has one. */
  readonly sharded: boolean;
  /** The events that flow into it. */
  readonly subscribesTo: readonly Event[];
}

const pointToPoint = (name: string, owner: ServiceName): Channel => ({
  name,
  owner,
  sharded: true,
  subscribesTo: [],
});

const subscriber = (owner: ServiceName, ...subscribesTo: Event[]): Channel => ({
  name: `${owner}.events`,
  owner,
  sharded: false,
  subscribesTo,
});

export const channels: readonly Channel[] = [
  pointToPoint('consumer.commands', 'consumer'),
  pointToPoint('restaurant.commands', 'restaurant'),
  pointToPoint('order.replies', 'order'),
  subscriber('restaurant', OrderValidated),
];

/** Where a command may ask for its reply. */
export const replyChannels = channels.map(({ name }) => name).filter((name) => name.endsWith('.replies'));

/** The channels that a service receives from. */
export const channelsOf = (owner: ServiceName): Channel[] => channels.filter((c) => c.owner === owner);

/** The queues of a channel; their places are its shards. */
export const queuesOf = (channel: Channel, shards: number): string[] =>
  channel.sharded ? Array.from({ length: shards }, (_, shard) => `${channel.name}.${shard}`) : [channel.name];

/** The exchange and the queue of one step of a channel's retry ladder. */
export const retryQueueOf = (channel: string, delayMs: number): string => `${channel}.retry.${delayMs}`;
/** The exchange and the queue of a channel's dead letters. */
export const deadLetterQueueOf = (channel: string): string => `${channel}.dead-letter`;
/** The routing key of an event. */
export const eventKeyOf = (publisher: string, type: string): string => `${publisher}.${type}`;

/** An event nobody subscribes to yet may vanish; every other message must find a queue. */
export const mustBeRouted = (channel: string, type: string): boolean =>
  channel !== EVENTS || channels.some(({ subscribesTo }) => subscribesTo.some((e) => e.type === type));
