import { Inbox } from '#inbox';
import { Publisher, type PublishOutcome } from '#messaging';
import { Subscription } from '#messaging/testing';
import type { Channel, ChannelModel } from 'amqplib';
import { setTimeout as delay } from 'node:timers/promises';
import { beforeCommits } from './commits.js';
import { wrap } from './wrap.js';

type Disturbance = (amount: number) => void;

const FEWEST_COPIES = 2;

/** What the network, the clock and a slow machine may do to a process at any time; all of it has to be harmless. */
export const disturbances = {
  /** Publishes every message two to `most` times, at once. */
  duplicates: (most) =>
    wrap(Publisher, 'publish', (publish) => async (message) => {
      const copies = FEWEST_COPIES + Math.floor(Math.random() * (most - FEWEST_COPIES + 1));
      const outcomes = await Promise.all(Array.from({ length: copies }, () => publish(message)));
      return outcomes.find(({ confirmed }) => !confirmed) ?? { confirmed: true };
    }),
  /** Publishes every message once more, up to `ms` later. */
  echoes: (ms) =>
    wrap(Publisher, 'publish', (publish) => (message) => {
      void delay(Math.random() * ms).then(() => publish(message));
      return publish(message);
    }),
  /** Holds every message back for up to `ms` each, so that those of different orders overtake each other. */
  shuffle: (ms) =>
    wrap(Publisher, 'publish', (publish) => async (message) => {
      await delay(Math.random() * ms);
      return publish(message);
    }),
  /** Every message takes `ms` longer. */
  'slow-handling': (ms) =>
    wrap(Inbox, 'receive', (receive) => async (receptions) => {
      await delay(ms * receptions.length);
      return receive(receptions);
    }),
  /** Every third transaction stays open for `ms` when all is written, so that younger ones commit before it. */
  'late-commits': (ms) => {
    let commits = 0;
    beforeCommits(() => (++commits % 3 === 0 ? delay(ms) : undefined));
  },
  /** The publisher breaks its word and throws, at every `nth` message. */
  'publish-throws': (nth) => {
    let published = 0;
    wrap(Publisher, 'publish', (publish) => (message): Promise<PublishOutcome> => {
      if (++published % nth === 0) return Promise.reject(new Error('sabotage: the publisher throws'));
      return publish(message);
    });
  },
  /** Sends every message `versions` ahead of its contract, with fields and headers that nobody knows. */
  'newer-versions': (versions) =>
    wrap(Publisher, 'publish', (publish) => ({ content, properties, ...message }) => {
      const body = { ...(JSON.parse(String(content)) as object), loyaltyTier: { name: 'gold' } };
      const schemaVersion = Number(properties.headers?.['schema-version']) + versions;
      const headers = { ...properties.headers, 'schema-version': schemaVersion, tenant: 'acme' };
      const newer = { content: Buffer.from(JSON.stringify(body)), properties: { ...properties, headers } };
      return publish({ ...message, ...newer });
    }),
  /**
   * The broker forgets the first `count` subscriptions of the process, without a word: as when a queue is deleted and
   * declared again in one breath, but every time.
   */
  'forgotten-subscriptions': (count) => {
    let subscribed = 0;
    wrap(Subscription, 'open', (open) => (connection) => {
      const createChannel = async (): Promise<Channel> => {
        const channel = await connection.createChannel();
        const consume = channel.consume.bind(channel);
        channel.consume = async (...args) => {
          const subscription = await consume(...args);
          if (subscribed++ < count) await channel.cancel(subscription.consumerTag);
          return subscription;
        };
        return channel;
      };
      return open(Object.create(connection, { createChannel: { value: createChannel } }) as ChannelModel);
    });
  },
  /** This process's clock is `ms` ahead. */
  clock: (ms) => {
    const RealDate = Date;
    globalThis.Date = new Proxy(RealDate, {
      construct: (type, args: [], self) =>
        Reflect.construct(type, args.length > 0 ? args : [RealDate.now() + ms], self) as object,
      apply: () => new Date().toString(),
      get: (type, name) =>
        name === 'now' ? () => RealDate.now() + ms : (Reflect.get(type, name) as unknown),
    });
  },
} as const satisfies Record<string, Disturbance>;

export type DisturbanceName = keyof typeof disturbances;
