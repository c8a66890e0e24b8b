import { PROBLEM_MEDIA_TYPE, problemOf, type ProblemDescription } from './problem.js';

/** What it takes of Fastify's reply to send a problem. */
export interface Reply {
  readonly sent: boolean;
  status(code: number): Reply;
  headers(values: Readonly<Record<string, string>>): Reply;
  send(body: Buffer): unknown;
}

/** As bytes: Fastify would add a charset to text, and JSON has none. */
export function sendProblem(reply: Reply, description: ProblemDescription, url: string): void {
  const body = JSON.stringify(problemOf(description, pathOf(url)));
  reply
    .status(description.status)
    .headers({ 'cache-control': 'no-store', ...description.headers, 'content-type': PROBLEM_MEDIA_TYPE })
    .send(Buffer.from(body));
}

/** Without the query, which may hold what should not be repeated. */
export const pathOf = (url: string): string => url.split('?', 1)[0] ?? url;
