import type { ServiceName } from '#contracts';
import { DownstreamFailure } from './downstream-failure.js';
import type { Endpoint, Endpoints } from './endpoints.js';
import type { Call, DownstreamAnswer, Exchange } from './exchange.js';
import { Instance } from './instance.js';
import { isRepeatable } from './is-repeatable.js';
import { neverSent } from './never-sent.js';

/** A call does not try all instances of a large service that is down as a whole. */
const MOST_TRIED = 3;
const SERVICE_UNAVAILABLE = 503;

export interface Balanced {
  readonly service: ServiceName;
  readonly endpoints: Endpoints;
  readonly exchangeWith: (endpoint: Endpoint) => Exchange;
}

/**
 * Sends each call to the instance with the fewest calls under way, in turn where they are equal, so that a slow one
 * gets fewer. One that gave no answer, or errors in a row, is left out for a while, then one call tries it. A call that
 * could not be sent goes to the next instance at once; so does one that was refused with 503 and may be repeated, while
 * there is an instance that is not left out. Nothing else is repeated here.
 * Pattern: client-side discovery and load balancing (Richardson, "Microservices Patterns", section 3.2.4).
 */
export function balancedExchange({ service, endpoints, exchangeWith }: Balanced): Exchange {
  let instances = new Map<string, Instance>();
  let turn = 0;

  async function inOrder(): Promise<readonly Instance[]> {
    const found = await endpoints().catch((cause: unknown) => {
      throw new DownstreamFailure(service, 'unavailable', { repeatable: true, cause });
    });
    instances = new Map(
      found.map((each) => [each.url, instances.get(each.url) ?? new Instance(exchangeWith(each))]),
    );
    return byPreference([...instances.values()], turn++);
  }

  return async (call) => {
    const candidates = (await inOrder()).slice(0, MOST_TRIED);
    for (const [index, instance] of candidates.entries()) {
      const [outcome] = await Promise.allSettled([instance.send(call)]);
      const next = candidates[index + 1];
      if (next && isFor(next, call, outcome)) continue;
      if (outcome.status === 'rejected') throw outcome.reason;
      return outcome.value;
    }
    throw new DownstreamFailure(service, 'unavailable', { repeatable: true });
  };
}

function byPreference(instances: readonly Instance[], turn: number): Instance[] {
  const first = turn % Math.max(1, instances.length);
  const rotated = [...instances.slice(first), ...instances.slice(0, first)];
  return rotated.toSorted(
    (one, other) => Number(one.isLeftOut()) - Number(other.isLeftOut()) || one.underWay - other.underWay,
  );
}

/** A refusal is also with a Retry-After: that is about the one instance which is overloaded, or about to stop. */
function isFor(next: Instance, call: Call, outcome: PromiseSettledResult<DownstreamAnswer>): boolean {
  if (outcome.status === 'rejected') return couldNotBeSent(outcome.reason);
  return outcome.value.status === SERVICE_UNAVAILABLE && isRepeatable(call) && !next.isLeftOut();
}

const couldNotBeSent = (error: unknown): boolean =>
  error instanceof DownstreamFailure && neverSent(error.cause);
