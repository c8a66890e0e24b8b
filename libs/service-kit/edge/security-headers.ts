import type { EdgeServer } from './server.js';

const ALWAYS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  // For answers that a browser should not render; a page says itself what it needs.
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};
const ONE_YEAR_S = 31_536_000;
const UNDER_TLS = { 'strict-transport-security': `max-age=${ONE_YEAR_S}; includeSubDomains` };

/** Tells browsers to make nothing of an answer that it is not (OWASP Secure Headers Project). A route may override them. */
export function secureAnswers(server: EdgeServer): void {
  server.addHook('onRequest', ({ protocol }, reply, done) => {
    reply.headers({ ...ALWAYS, ...(protocol === 'https' && UNDER_TLS) });
    done();
  });
}
