import type { Body, Contract } from '#contracts';
import type { Message } from '#messaging';
import { randomUUIDv7 } from 'node:crypto';

const RECEIVED_AT = new Date('2026-01-05T12:00:00Z');

/** A message as a subscription hands it over, with a new id; `envelope` overrides what else a test cares about. */
export function receivedMessage<C extends Contract>(
  contract: C,
  body: Body<C>,
  envelope: Partial<Omit<Message, 'body' | 'type'>> = {},
): Message<Body<C>> {
  const id = randomUUIDv7();
  return {
    id,
    correlationId: id,
    causationId: id,
    replyTo: contract.kind === 'command' ? 'order.replies' : undefined,
    shardKey: id,
    sender: 'order',
    storedAt: RECEIVED_AT,
    publishedAt: RECEIVED_AT,
    receivedAt: RECEIVED_AT,
    attempt: 1,
    channel: channelOf(contract),
    ...envelope,
    type: contract.type,
    schemaVersion: contract.version,
    body,
  };
}

function channelOf(contract: Contract): string {
  if (contract.kind === 'command') return contract.channel;
  return contract.kind === 'reply' ? 'order.replies' : 'events';
}
