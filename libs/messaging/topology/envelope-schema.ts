import { z } from 'zod';
import { replyChannels } from './topology.js';

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

const instant = z.iso.datetime().transform((text) => new Date(text));

/** What a stranger's AMQP client must send: type and message id. All else has a default. */
export const Envelope = z.object({
  messageId: z.guid(),
  type: z.string().min(1),
  correlationId: z.string().optional(),
  replyTo: z.enum(replyChannels).optional(),
  appId: z.string().default('unknown'),
  headers: z
    .object({
      [header.schemaVersion]: z.int().default(1),
      [header.causationId]: z.string().optional(),
      [header.shardKey]: z.string().optional(),
      [header.requestId]: z.string().optional(),
      [header.storedAt]: instant.optional(),
      [header.publishedAt]: instant.optional(),
      [header.attempt]: z.int().min(1).default(1),
    })
    .prefault({}),
});
