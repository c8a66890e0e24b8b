import { rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { Refusal, type Demo } from './demo.js';
import { verbs } from './verbs.js';

const ONLY_OWNER = 0o177;
const PLAIN_TEXT = { 'content-type': 'text/plain; charset=utf-8' };

/**
 * Lets infra/demo/demo act on what `npm start` runs: `POST /<verb>` with the verb's words, each ended by a NUL. On a
 * socket that nobody but its owner may open. One verb at a time. `onError` hears when there can be no such socket.
 */
export function serveControl(socket: string, demo: Demo, onError: (error: Error) => void): Server {
  let last: Promise<unknown> = Promise.resolve();
  const server = createServer((request, response) => {
    last = last
      .then(() => carryOut(demo, request))
      .then(({ status, answer }) => response.writeHead(status, PLAIN_TEXT).end(answer))
      // Whoever asked has gone.
      .catch(() => response.destroy());
  });
  server.on('error', onError);
  rmSync(socket, { force: true });
  const umask = process.umask(ONLY_OWNER);
  server.listen(socket);
  process.umask(umask);
  return server;
}

interface Answer {
  readonly status: number;
  readonly answer: string;
}

async function carryOut(demo: Demo, request: IncomingMessage): Promise<Answer> {
  const name = request.url?.slice(1) ?? '';
  const words = (await text(request)).split('\0').slice(0, -1);
  const verb = verbs[name];
  if (!verb) return { status: 404, answer: `There is no verb "${name}".` };
  try {
    return { status: 200, answer: (await verb(demo, ...words)) ?? '' };
  } catch (error) {
    const status = error instanceof Refusal ? 422 : 500;
    return { status, answer: (error as Error).message };
  }
}
