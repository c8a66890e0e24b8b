import { routeOf } from '#contracts/rest';
import type { Answer, GatewayClient, Link } from '#gateway-client';

/** So that a walk ends in a system of many orders: of each route, the first that are met. */
const MOST_OF_A_ROUTE = 10;

export interface Step {
  readonly href: string;
  readonly status: number;
}

/** Goes everywhere that GET links lead from `start`, and from there, with this caller's token. */
export async function walk(client: GatewayClient, start: string): Promise<readonly Step[]> {
  const steps: Step[] = [];
  const seen = new Set([start]);
  const met = new Map<string, number>();
  // What is added meanwhile is visited, too.
  for (const href of seen) {
    const answer = isStream(href) ? await beginningOf(client, href) : await client.send('GET', href);
    steps.push({ href, status: answer.status });
    if (isDocument(href)) continue;
    for (const next of linksOf(answer).filter(({ method = 'GET' }) => method === 'GET')) {
      const route = routeOf('GET', next.href)?.id ?? next.href;
      const count = seen.has(next.href) ? MOST_OF_A_ROUTE : (met.get(route) ?? 0);
      if (count >= MOST_OF_A_ROUTE) continue;
      met.set(route, count + 1);
      seen.add(next.href);
    }
  }
  return steps;
}

/** It speaks of links, and has none. */
const isDocument = (href: string): boolean => routeOf('GET', href)?.tag === 'documents';

const isStream = (href: string): boolean =>
  routeOf('GET', href)?.answers[200]?.mediaType === 'text/event-stream';

/** A stream goes on for minutes: that it begins is enough. */
async function beginningOf(
  { gatewayUrl, token }: GatewayClient,
  href: string,
): Promise<Pick<Answer, 'status' | 'body'>> {
  const response = await fetch(`${gatewayUrl}${href}`, { headers: { authorization: `Bearer ${token}` } });
  await response.body?.cancel();
  return { status: response.status, body: undefined };
}

/** All links of an answer, those of what is listed or embedded in it, too. */
export function linksOf({ body }: Pick<Answer, 'body'>): readonly Link[] {
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body).flatMap(([name, value]: [string, unknown]) =>
    name === '_links' ? Object.values(value as Record<string, Link>) : linksOf({ body: value }),
  );
}
