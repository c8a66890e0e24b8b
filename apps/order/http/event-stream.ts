import { PassThrough, pipeline, type Readable } from 'node:stream';

const HEARTBEAT_MS = 15_000;
/** How long a client shall wait before it connects again. */
const RETRY_MS = 1_000;

/** The headers of a stream; proxies are asked to pass each event on as it comes. */
export const eventStreamHeaders = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
} as const;

/** An event of a stream: its id is what a client that comes back says it has seen last. */
export const serverSentEvent = (id: number, data: object): string =>
  `id: ${id}\ndata: ${JSON.stringify(data)}\n\n`;

/**
 * Events as bytes, with comments between them so that a connection that is gone is noticed at both ends. Ends with the
 * events. See the HTML standard, 9.2, "Server-sent events".
 */
export function eventStream(events: AsyncIterable<string>): Readable {
  const stream = new PassThrough();
  const heartbeat = setInterval(() => {
    if (stream.writable && !stream.writableNeedDrain) stream.write(':\n\n');
  }, HEARTBEAT_MS);
  stream.write(`retry: ${RETRY_MS}\n\n`);
  pipeline(events, stream, () => clearInterval(heartbeat));
  return stream;
}
