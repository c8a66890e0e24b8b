import { z } from 'zod';
import { Time, type Wire } from './wire.js';

/** The services' own resource, `/orders/{orderId}/messages`, of which the gateway makes the timeline. */

const receivedMessage = { id: z.guid(), type: z.string(), channel: z.string() };
const sentMessage = { ...receivedMessage, correlationId: z.string(), causationId: z.string() };

/** In the sender's outbox. */
const WaitingMessage = z.object({ ...sentMessage, storedAt: Time });
export type WaitingMessage = Wire<typeof WaitingMessage>;

const PublishedMessage = WaitingMessage.extend({ publishedAt: Time });
export type PublishedMessage = Wire<typeof PublishedMessage>;

const HandledMessage = z.object({
  ...sentMessage,
  sender: z.string(),
  attempt: z.int().min(1),
  receivedAt: Time,
  handledAt: Time,
  outcome: z.string().nullable(),
});
export type HandledMessage = Wire<typeof HandledMessage>;

/** The failed attempt of a message that is not handled. */
const FailedMessage = z.object({
  ...receivedMessage,
  attempt: z.int().min(1),
  error: z.string(),
  disposition: z.enum(['retry', 'dead-letter']),
  failedAt: Time,
});
export type FailedMessage = Wire<typeof FailedMessage>;

/** What one service knows of an order's messages, by its own clock. */
export const MessageTrailResponse = z.object({
  service: z.enum(['order', 'consumer', 'restaurant']),
  waiting: z.array(WaitingMessage),
  published: z.array(PublishedMessage),
  handled: z.array(HandledMessage),
  failed: z.array(FailedMessage),
});
export type MessageTrailResponse = Wire<typeof MessageTrailResponse>;
