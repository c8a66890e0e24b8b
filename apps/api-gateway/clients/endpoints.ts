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

/** The endpoints of several URLs. Rejects when not one of their names can be resolved. */
export function endpointsOf(urls: readonly string[], lookup = systemLookup): Endpoints {
  const sources = urls.map((url) => endpointsOfUrl(new URL(url), lookup));
  return async () => {
    const found = await Promise.allSettled(sources.map((find) => find()));
    const endpoints = found.flatMap((each) => (each.status === 'fulfilled' ? each.value : []));
    const failure = found.find((each) => each.status === 'rejected');
    if (endpoints.length === 0 && failure) throw failure.reason;
    return endpoints;
  };
}

function endpointsOfUrl(url: URL, lookup: Lookup): Endpoints {
  const at = (address: string): Endpoint => ({ url: withHost(url, address), host: url.host });
  if (isIP(url.hostname.replace(/^\[|\]$/g, ''))) return () => Promise.resolve([at(url.hostname)]);
  return remembered(async () => (await lookup(url.hostname)).map(at));
}

function withHost(url: URL, address: string): string {
  const hostname = isIP(address) === 6 ? `[${address}]` : address;
  return Object.assign(new URL(url), { hostname }).href.replace(/\/+$/, '');
}

/** Asks again only after a while; and makes do with what it was last told when nobody answers then. */
function remembered(find: Endpoints): Endpoints {
  let last: Promise<readonly Endpoint[]> | undefined;
  let until = 0;
  return () => {
    if (last && Date.now() < until) return last;
    const known = last;
    until = Date.now() + DNS_TTL_MS;
    last = find().catch((error: unknown) => {
      if (known) return known;
      last = undefined;
      throw error;
    });
    return last;
  };
}
