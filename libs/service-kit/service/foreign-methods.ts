import type { FastifyInstance } from 'fastify';
import { pathOf, sendProblem, type Reply } from '../problem/send-problem.js';

/**
 * Tells who comes to a path with a method that it does not have which it has: by 405, and where it is asked for by
 * OPTIONS (RFC 9110, sections 15.5.6 and 9.3.7). What a path has are the routes that were registered after this call.
 */
export function answerForeignMethods(fastify: FastifyInstance): void {
  const routes: Route[] = [];
  fastify.addHook('onRoute', ({ method, url }) => void routes.push({ methods: [method].flat(), url }));
  // After the limits of clients, which come first of all, and before a body is read.
  fastify.addHook('preParsing', ({ is404, method, url }, reply, _payload, done) => {
    // With CORS there is a route for OPTIONS at every path.
    const allowed = is404 || method === 'OPTIONS' ? methodsAt(pathOf(url), routes) : [];
    if (allowed.length === 0) return done();
    const headers = { allow: allowed.join(', ') };
    if (method === 'OPTIONS') return void reply.code(204).headers(headers).send();
    const detail = `${method} is no method of this path; it has ${headers.allow}.`;
    const problem = { status: 405, slug: 'method-not-allowed', detail, headers } as const;
    sendProblem(reply as unknown as Reply, problem, url);
  });
}

interface Route {
  readonly methods: readonly string[];
  readonly url: string;
}

function methodsAt(path: string, routes: readonly Route[]): readonly string[] {
  const methods = routes.filter(({ url }) => isAt(url, path)).flatMap((route) => route.methods);
  return methods.length > 0 ? [...new Set([...methods, 'OPTIONS'])].toSorted() : [];
}

/** As the router sees it, which takes an empty segment for a parameter, too. */
function isAt(url: string, path: string): boolean {
  const [wanted, given] = [url.split('/'), path.split('/')];
  return (
    wanted.length === given.length &&
    wanted.every((segment, index) => segment.startsWith(':') || segment === given[index])
  );
}
