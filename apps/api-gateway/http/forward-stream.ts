import { PassThrough, type Readable } from 'node:stream';

/**
 * A service's stream for a caller: it ends or breaks off with the service's, is given up with the caller, and ends when
 * `closing` aborts.
 */
export function forwardStream(source: Readable, closing: AbortSignal): Readable {
  const forwarded = source.pipe(new PassThrough());
  const end = (): void => {
    source.unpipe(forwarded);
    forwarded.end();
  };
  source.once('error', (error) => forwarded.destroy(error));
  closing.addEventListener('abort', end);
  forwarded.once('close', () => {
    closing.removeEventListener('abort', end);
    source.destroy();
  });
  if (closing.aborted) end();
  return forwarded;
}
