import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { forwardStream } from './forward-stream.js';

describe('a forwarded stream', () => {
  it('comes to its end when the gateway closes, though its service goes on', async () => {
    const closing = new AbortController();
    const source = new PassThrough();
    const forwarded = forwardStream(source, closing.signal);
    source.write('event 1');
    await new Promise(setImmediate);
    closing.abort();
    source.write('event 2');
    await new Promise(setImmediate);

    expect(await text(forwarded)).toBe('event 1');
  });
});
