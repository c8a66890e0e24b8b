import { z } from 'zod';
import { replyChannels } from './topology.js';

/** What AMQP calls a short string: a property, or the name of a header. A header could be longer, but those of ours are ids and keys. */
export const SHORT_STRING_BYTES = 255;

/** Header names; the rest of the envelope stands in the AMQP properties of the same meaning. */
export const header = {
  schemaVersion: 'schema-version',
  causationId: 'causation-id',
  shardKey: 'shard-key',
  requestId: 'request-id',
  storedAt: 'stored-at',
  publishedAt: 'published-at',
  attempt: 'attempt',
  error: 'error',
  failedAt: 'failed-at',
} as const;

/** What a message that comes of this one can carry on, and every database can store. */
const carried = z
  .string()
  .refine(
    (text) => Buffer.byteLength(text) <= SHORT_STRING_BYTES,
    `must be ${SHORT_STRING_BYTES} bytes or less`,
  )
  .refine((text) => !text.includes('\0'), 'must be without NUL');
const instant = z.iso.datetime().transform((text) => new Date(text));

/** What a stranger's AMQP client must send: type and message id. All else has a default. */
export const Envelope = z.object({
  messageId: z.guid().toLowerCase(), // as PostgreSQL gives it back
  type: z.string().min(1),
  correlationId: carried.optional(),
  replyTo: z.enum(replyChannels).optional(),
  appId: carried.default('unknown'),
  headers: z
    .object({
      [header.schemaVersion]: z.int().default(1),
      [header.causationId]: carried.optional(),
      [header.shardKey]: carried.optional(),
      [header.requestId]: carried.optional(),
      [header.storedAt]: instant.optional(),
      [header.publishedAt]: instant.optional(),
      [header.attempt]: z.int().min(1).default(1),
    })
    .prefault({}),
});
