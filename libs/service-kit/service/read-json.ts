import type { FastifyInstance } from 'fastify';
import { HttpProblem } from '../problem/http-problem.js';
import { findJsonFault } from './json-fault.js';

/**
 * Takes JSON bodies and no others. Many clients announce JSON on every POST: an announced body that is empty is no
 * body, and where a route wants one its schema says so.
 */
export function readJsonAlone(fastify: FastifyInstance): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') return done(null);
    void parse(request, body, (error, value) => done(error && malformed(body, error), value));
  });
}

/** Anybody can send a longer one, and its fault may be at its end. */
const LONGEST_SEARCHED = 8_192;

function malformed(body: string, cause: Error): HttpProblem {
  return new HttpProblem({ status: 400, slug: 'malformed-json', detail: detailOf(body) }, { cause });
}

function detailOf(body: string): string {
  if (isJson(body))
    return 'The body has a property "__proto__", or "prototype" in a "constructor": nobody should read it.';
  const fault = body.length > LONGEST_SEARCHED ? undefined : findJsonFault(body);
  if (!fault) return 'The body is not JSON.';
  return `The body is not JSON: ${fault.expected} is expected at line ${fault.line}, column ${fault.column}.`;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
