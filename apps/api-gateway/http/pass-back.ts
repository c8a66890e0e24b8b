import { PROBLEM_MEDIA_TYPE } from '#service-kit';
import type { Answer } from '../clients/exchange.js';

export interface Reply {
  status(code: number): unknown;
  header(name: string, value: string): unknown;
}

const PASSED_BACK = ['content-type', 'etag', 'location', 'retry-after', 'cache-control', 'www-authenticate'];

/** Gives the reply the answer's status and those of its headers that concern the caller, and returns its body. */
export function passBack({ status, headers, body }: Answer, reply: Reply): Buffer {
  reply.status(status);
  for (const name of PASSED_BACK) if (headers[name] !== undefined) reply.header(name, headers[name]);
  return body;
}

/** The refusal of a call of the gateway's own, as an answer to the caller's: its problem is about the caller's path. */
export function answerAbout(path: string, answer: Answer): Answer {
  if (answer.headers['content-type'] !== PROBLEM_MEDIA_TYPE) return answer;
  const problem = JSON.parse(answer.body.toString('utf8')) as object;
  return { ...answer, body: Buffer.from(JSON.stringify({ ...problem, instance: path })) };
}
