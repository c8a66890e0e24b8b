import { routeOf, type Route } from '#contracts/rest';
import { DownstreamFailure } from '../clients/downstream-failure.js';
import type { Call, DownstreamAnswer, Exchange } from '../clients/exchange.js';
import { isServerError } from '../clients/is-server-error.js';
import { KeptCopies, type KeptCopy } from './kept-copies.js';
import { NotAsked } from './not-asked.js';
import { staleAnswer } from './stale-answer.js';

/**
 * The routes whose answers are the same for every caller, but for links, which a copy leaves out. By the time of a call
 * the gateway has seen that its caller may make it; whatever depends on who that is must never be in this list.
 */
const KEPT_ROUTES = ['listRestaurants', 'getRestaurant'];
/** Of each route: whoever turns over many pages does not push out the menus. */
const ROOM = { copies: 1_000, bytes: 10 * 1024 * 1024 };

/**
 * Keeps the answers of some reads, and gives a copy, marked as stale, when the service cannot answer.
 * Pattern: fallback of a circuit breaker; `stale-if-error` (RFC 5861, section 4).
 */
export function fallingBackToCopies(
  staleForMs: number,
  onFallback: () => void,
  exchange: Exchange,
): Exchange {
  const rooms = new Map(KEPT_ROUTES.map((id) => [id, new KeptCopies(ROOM)]));
  return async (call) => {
    const route = routeOf(call.method, call.path);
    const copies = route && rooms.get(route.id);
    const key = copies && keyOf(call, route);
    if (!copies || !key) return exchange(call);
    const copy = copies.find(key);
    try {
      const answer = await exchange(call);
      if (!isServerError(answer)) return remember(copies, key, answer);
      if (!isUsable(copy, staleForMs)) return answer;
    } catch (error) {
      if (!isWithoutAnswer(error) || !isUsable(copy, staleForMs)) throw error;
    }
    onFallback();
    return staleAnswer(copy, call.headers['if-none-match']);
  };
}

/** All that the answer depends on, and nothing that a caller can make up; undefined where there will be none to keep. */
function keyOf({ path: target }: Call, { query: schema }: Route): string | undefined {
  const [path = '', query] = target.split('?');
  const asked = schema?.safeParse(Object.fromEntries(new URLSearchParams(query)));
  if (asked?.success === false) return undefined;
  return JSON.stringify([decodeURIComponent(path).toLowerCase(), asked?.data]);
}

const isWithoutAnswer = (error: unknown): boolean =>
  error instanceof DownstreamFailure || error instanceof NotAsked;

const isUsable = (copy: KeptCopy | undefined, staleForMs: number): copy is KeptCopy =>
  copy !== undefined && performance.now() - copy.keptAt <= staleForMs;

function remember(copies: KeptCopies, key: string, answer: DownstreamAnswer): DownstreamAnswer {
  const keptAt = performance.now();
  if (answer.status === 200) copies.keep(key, { answer, keptAt });
  const copy = answer.status === 304 ? copies.find(key) : undefined;
  if (copy && copy.answer.headers.etag === answer.headers.etag) copies.keep(key, { ...copy, keptAt });
  return answer;
}
