import * as contracts from '#contracts';
import { Inbox } from '#inbox';
import { deadLetterQueueOf, channels, Publisher } from '#messaging';
import { Subscription, Watchdog } from '#messaging/testing';
import { randomUUIDv7 } from 'node:crypto';
import { z } from 'zod';
import { wrap } from '../wrap.js';

const deadLetterQueues = new Set(channels.map(({ name }) => deadLetterQueueOf(name)));

/** Defences on the way from the queue to the inbox. */
export const receiving = {
  /** The broker is told before the work is committed. */
  'ack-before-commit': () =>
    wrap(Inbox, 'receive', (receive) => (receptions) => {
      void receive(receptions).catch(() => {});
      return Promise.resolve(receptions.map(() => 'handled'));
    }),
  /** No delivery is recognised as a duplicate. */
  'no-inbox': () =>
    wrap(
      Inbox,
      'receive',
      (receive) => (receptions) =>
        receive(
          receptions.map(({ message, ...reception }) => ({
            ...reception,
            message: { ...message, id: randomUUIDv7() },
          })),
        ),
    ),
  /** A database that is away counts as a failure of the message. */
  'outage-is-failure': () =>
    wrap(
      Inbox,
      'receive',
      (receive) => (receptions) =>
        receive(receptions).catch((error: Error) => {
          throw new Error(error.message);
        }),
    ),
  /** What cannot be handled is not set aside: it is tried for ever, and the rest waits behind it. */
  'no-dead-letters': () =>
    wrap(Publisher, 'publish', (publish) => (message) => {
      if (!deadLetterQueues.has(message.exchange)) return publish(message);
      return Promise.resolve({ confirmed: false, refused: true, reason: 'sabotage: no dead letters' });
    }),
  /** A redrive takes dead letters out of their channel before it knows that the broker has them back, which it has not. */
  'redrive-drops': () => {
    const sentBack = new Set<unknown>();
    wrap(Inbox, 'forgetFailure', (forget) => (messageId) => (sentBack.add(messageId), forget(messageId)));
    wrap(
      Publisher,
      'publish',
      (publish) => (message) =>
        sentBack.delete(message.properties.messageId)
          ? Promise.resolve({ confirmed: true })
          : publish(message),
    );
  },
  /** A field that is not in the contract breaks it. */
  'strict-contracts': () => {
    for (const contract of Object.values(contracts))
      if ('body' in contract && contract.body instanceof z.ZodObject)
        Object.assign(contract, { body: contract.body.strict() });
  },
  /** The subscriptions of the first connection have to do. */
  'subscribe-once': () => {
    let first: unknown;
    wrap(
      Subscription,
      'open',
      (open) => (connection) =>
        connection === (first ??= connection) ? open(connection) : Promise.resolve(),
    );
  },
  /** Nobody looks for subscriptions that the broker has forgotten. */
  'no-watchdog': () => wrap(Watchdog, 'start', () => () => undefined),
} as const satisfies Record<string, () => void>;
