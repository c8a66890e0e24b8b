import type { ConsumeMessage, Options } from 'amqplib';
import { z } from 'zod';
import { Envelope, header, SHORT_STRING_BYTES } from './topology/index.js';
import type { Message, OutgoingMessage } from './message.js';

/** Thrown for a delivery that no retry can mend: the envelope or the body breaks its contract. */
export class MalformedMessage extends Error {
  override readonly name = 'MalformedMessage';
}

/** The envelope of a message as AMQP properties and headers. */
export function toAmqpProperties(message: OutgoingMessage, publishedAt: Date): Options.Publish {
  return {
    messageId: message.id,
    type: message.type,
    correlationId: message.correlationId,
    replyTo: message.replyTo,
    appId: message.sender,
    timestamp: Math.floor(Date.parse(message.storedAt) / 1000),
    contentType: 'application/json',
    persistent: true,
    headers: {
      [header.schemaVersion]: message.schemaVersion,
      [header.causationId]: message.causationId,
      [header.shardKey]: message.shardKey,
      ...(message.requestId && { [header.requestId]: message.requestId }),
      [header.storedAt]: message.storedAt,
      [header.publishedAt]: publishedAt.toISOString(),
    },
  };
}

const OUR_HEADERS = new Set<string>(Object.values(header));
/** Headers by which the broker would send copies elsewhere, or that tell of queues it has left. */
const BROKER_HEADERS = new Set(['CC', 'BCC', 'x-death', 'x-first-death-exchange', 'x-first-death-queue']);
/** With these two, all headers together stay below the 64 KiB that amqplib can write. */
const LONGEST_HEADER_BYTES = 4_096;
const FOREIGN_HEADERS_BYTES = 16_384;
/** Of a header, besides its name and value: their lengths and its type. A number has eight bytes. */
const ENCODING_BYTES = 1 + 1 + 8;

/**
 * What of a delivery goes along when it is sent on: what can be sent. amqplib reads values that it cannot write, and a
 * stranger's other properties may not be ours to send: a user id that is not the connection's, for one, makes the broker
 * close the channel.
 */
export function forwarded({ properties }: Pick<ConsumeMessage, 'properties'>): Options.Publish {
  const { messageId, type, correlationId, replyTo, appId, timestamp, contentType } = properties;
  const headers = Object.entries(properties.headers ?? {});
  const own = headers.filter(([name]) => OUR_HEADERS.has(name));
  const foreign = headers.filter(([name]) => !OUR_HEADERS.has(name) && !BROKER_HEADERS.has(name));
  return {
    ...sendable(
      Object.entries({ messageId, type, correlationId, replyTo, appId, timestamp, contentType }),
      SHORT_STRING_BYTES,
    ),
    headers: {
      ...withinRoom(sendable(foreign, LONGEST_HEADER_BYTES), FOREIGN_HEADERS_BYTES),
      ...sendable(own, LONGEST_HEADER_BYTES),
    },
    persistent: true,
    mandatory: true,
  };
}

const sendable = (values: readonly [string, unknown][], longestBytes: number): Record<string, unknown> =>
  Object.fromEntries(
    values.filter(
      ([name, value]) =>
        Buffer.byteLength(name) <= SHORT_STRING_BYTES && // what is no UTF-8 is longer once it has been read
        (typeof value === 'string' ? Buffer.byteLength(value) <= longestBytes : Number.isSafeInteger(value)),
    ),
  );

/** As many as there is room for. */
function withinRoom(values: Record<string, unknown>, roomBytes: number): Record<string, unknown> {
  let left = roomBytes;
  const sizeOf = (name: string, value: unknown): number =>
    Buffer.byteLength(`${name}${String(value)}`) + ENCODING_BYTES;
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => (left -= sizeOf(name, value)) >= 0),
  );
}

/** Reads the envelope and the body's JSON; the body's contract is checked later. Throws MalformedMessage. */
export function fromAmqp(delivery: ConsumeMessage, channel: string, receivedAt: Date): Message {
  const envelope = Envelope.safeParse(delivery.properties);
  if (!envelope.success) throw new MalformedMessage(`Envelope: ${z.prettifyError(envelope.error)}`);
  const { messageId, headers, appId, ...rest } = envelope.data;
  return {
    ...rest,
    id: messageId,
    correlationId: rest.correlationId ?? messageId,
    schemaVersion: headers[header.schemaVersion],
    causationId: headers[header.causationId] ?? messageId,
    shardKey: headers[header.shardKey] ?? messageId,
    ...(headers[header.requestId] && { requestId: headers[header.requestId] }),
    sender: appId,
    storedAt: headers[header.storedAt] ?? receivedAt,
    publishedAt: headers[header.publishedAt] ?? receivedAt,
    attempt: headers[header.attempt],
    receivedAt,
    channel,
    body: parseJson(delivery.content),
  };
}

function parseJson(content: Buffer): unknown {
  try {
    return JSON.parse(content.toString('utf8'));
  } catch (error) {
    throw new MalformedMessage(`Body is not JSON: ${(error as Error).message}`);
  }
}
