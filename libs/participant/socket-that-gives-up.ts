import { Socket } from 'node:net';

/**
 * A socket for a database connection that ends, with ETIMEDOUT, when nothing has come or gone for `silenceMs`: what the
 * network has swallowed would otherwise be waited for until the kernel gives up, a quarter of an hour later. It must be
 * longer than the longest statement and than an idle connection stays in the pool.
 */
export function socketThatGivesUp(silenceMs: number): Socket {
  const socket = new Socket();
  socket.setTimeout(silenceMs, () => {
    const message = `The database has not answered for ${silenceMs} ms`;
    socket.destroy(Object.assign(new Error(message), { code: 'ETIMEDOUT' }));
  });
  return socket;
}
