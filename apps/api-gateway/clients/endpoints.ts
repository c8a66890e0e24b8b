import { lookup as lookupName } from 'node:dns/promises';
import { isIP } from 'node:net';

/** One place where a service is to be reached. */
export interface Endpoint {
  /** With an address for a host. */
  readonly url: string;
  /** The name, and the port, by which it was found; for the Host header, and for TLS. */
  readonly host: string;
}

/** Finds where the instances of a service are at the moment. */
export type Endpoints = () => Promise<readonly Endpoint[]>;

type Lookup = (name: string) => Promise<readonly string[]>;

const DNS_TTL_MS = 5_000;

const systemLookup: Lookup = async (name) => {
  const found = await lookupName(name, { all: true, order: 'ipv4first' });
  return [...new Set(found.map(({ address }) => address))];
};

export interface EndpointsOptions {
  readonly lookup?: Lookup;
  /** How long calls wait for a name that has never been resolved. */
  readonly timeoutMs: number;
}

/** The endpoints of several URLs. Rejects when not one of their names can be resolved. */
export function endpointsOf(
  urls: readonly string[],
  { lookup = systemLookup, timeoutMs }: EndpointsOptions,
): Endpoints {
  const sources = urls.map((url) => endpointsOfUrl(new URL(url), { lookup, timeoutMs }));
  return async () => {
    const found = await Promise.allSettled(sources.map((find) => find()));
    const endpoints = found.flatMap((each) => (each.status === 'fulfilled' ? each.value : []));
    const failure = found.find((each) => each.status === 'rejected');
    if (endpoints.length === 0 && failure) throw failure.reason;
    return endpoints;
  };
}

function endpointsOfUrl(url: URL, { lookup, timeoutMs }: Required<EndpointsOptions>): Endpoints {
  const at = (address: string): Endpoint => ({ url: withHost(url, address), host: url.host });
  if (isIP(url.hostname.replace(/^\[|\]$/g, ''))) {
    const itself = [at(url.hostname)];
    return () => Promise.resolve(itself);
  }
  return remembered(async () => (await lookup(url.hostname)).map(at), timeoutMs);
}

function withHost(url: URL, address: string): string {
  const hostname = isIP(address) === 6 ? `[${address}]` : address;
  return Object.assign(new URL(url), { hostname }).href.replace(/\/+$/, '');
}

/**
 * Asks again only after a while, one question at a time. What it was last told is good until there is a new answer: a
 * name server that is slow, or away, holds up nobody. Whoever needs the first answer waits for it so long.
 */
function remembered(find: Endpoints, firstWithinMs: number): Endpoints {
  let known: readonly Endpoint[] | undefined;
  let asking: Promise<readonly Endpoint[]> | undefined;
  let until = 0;

  async function ask(): Promise<readonly Endpoint[]> {
    try {
      return (known = await find());
    } catch (error) {
      if (known) return known;
      throw error;
    } finally {
      until = performance.now() + DNS_TTL_MS;
      asking = undefined;
    }
  }

  return async () => {
    if (known && performance.now() < until) return known;
    asking ??= within(firstWithinMs, ask());
    if (!known) return asking;
    asking.catch(() => {});
    return known;
  };
}

async function within<Value>(timeoutMs: number, value: Promise<Value>): Promise<Value> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`No answer within ${timeoutMs} ms`)), timeoutMs);
  try {
    return await Promise.race([value, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
