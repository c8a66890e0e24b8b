import { PROBLEM_MEDIA_TYPE, type OutgoingResponse } from '#service-kit';
import type { DownstreamAnswer } from '../clients/exchange.js';

const PASSED_BACK = [
  'age',
  'content-type',
  'etag',
  'location',
  'retry-after',
  'cache-control',
  'deprecation',
  'sunset',
  'link',
  'x-accel-buffering',
  'preference-applied',
  'www-authenticate',
];

/** Gives the response the answer's status and those of its headers that concern the caller, and returns its body. */
export function passBack({ status, headers, body }: DownstreamAnswer, response: OutgoingResponse): Buffer {
  response.status(status);
  for (const name of PASSED_BACK) if (headers[name] !== undefined) response.header(name, headers[name]);
  // The answer may depend on more than its service knows: on where a browser's page comes from.
  const vary = [response.getHeader('vary'), headers['vary']].filter((names) => names !== undefined);
  if (vary.length > 0) response.header('vary', vary.join(', '));
  return body;
}

/** The refusal of a call of the gateway's own, as an answer to the caller's: its problem is about the caller's path. */
export function answerAbout(path: string, answer: DownstreamAnswer): DownstreamAnswer {
  if (answer.headers['content-type'] !== PROBLEM_MEDIA_TYPE) return answer;
  const problem = JSON.parse(answer.body.toString('utf8')) as object;
  return { ...answer, body: Buffer.from(JSON.stringify({ ...problem, instance: path })) };
}
