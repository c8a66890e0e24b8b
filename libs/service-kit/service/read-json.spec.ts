import Fastify from 'fastify';
import type { HttpProblem } from '../problem/http-problem.js';
import { readJsonAlone } from './read-json.js';

const MANY = 30_000;

describe('the refusal of a body', () => {
  const detailOf = async (payload: string): Promise<string> => {
    const fastify = Fastify();
    readJsonAlone(fastify);
    fastify.setErrorHandler((problem: HttpProblem, _request, reply) => reply.send(problem.description));
    fastify.post('/', () => ({}));
    const headers = { 'content-type': 'application/json' };
    const response = await fastify.inject({ method: 'POST', url: '/', headers, payload });
    return response.json<HttpProblem['description']>().detail;
  };

  it('says where it is no JSON, and what should stand there', async () => {
    expect(await detailOf('[1,')).toBe('The body is not JSON: a value is expected at line 1, column 4.');
  });

  it('does not search a long one for its fault: anybody can send it', async () => {
    expect(await detailOf('[1'.repeat(MANY))).toBe('The body is not JSON.');
  });

  it('warns of a property that nobody should read, however long the body is', async () => {
    for (const many of ['', 'x'.repeat(MANY)])
      expect(await detailOf(`{"__proto__": {}, "many": "${many}"}`)).toMatch(/has a property "__proto__"/);
  });
});
