import { STATUS_CODES, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { PROBLEM_MEDIA_TYPE, problemOf, type ProblemDescription } from '../problem/problem.js';
import { linger } from './linger.js';

interface ClientError extends Error {
  readonly code: string;
}

interface HttpSocket extends Socket {
  /** Node's own note of the answer that is being written. */
  readonly _httpMessage?: ServerResponse | null;
}

const ANSWERS: Readonly<Record<string, readonly [status: number, detail: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request took too long to arrive.'],
  HPE_HEADER_OVERFLOW: [431, 'The headers of the request are too large.'],
};

/** Answers what is not even a request, as far as Node's parser got with it, unless another answer is half written. */
export function refuseConnection(error: ClientError, socket: HttpSocket): void {
  if (error.code === 'ECONNRESET' || !socket.writable || isAnswering(socket)) return void socket.destroy();
  const [status, detail] = ANSWERS[error.code] ?? [400, 'This is not HTTP.'];
  refuse(socket, { status, detail });
  // What is missing of the request may be on its way, and would be carried out.
  if (status === 408) socket.destroySoon();
}

const isAnswering = ({ _httpMessage: answer }: HttpSocket): boolean =>
  Boolean(answer?.headersSent && !answer.writableEnded);

/** Answers with a problem before there is a request, and ends the connection. */
export function refuse(socket: Socket, problem: ProblemDescription): void {
  // Whoever is still writing gets a reset, and that is no error of ours.
  socket.on('error', () => socket.destroy());
  socket.write(answerOf(problem));
  linger(socket);
}

function answerOf(problem: ProblemDescription): string {
  const { status } = problem;
  const body = JSON.stringify(problemOf(problem, ''));
  const headers = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    `Content-Type: ${PROBLEM_MEDIA_TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    ...Object.entries(problem.headers ?? {}).map(([name, value]) => `${name}: ${value}`),
  ];
  return `${headers.join('\r\n')}\r\n\r\n${body}`;
}
