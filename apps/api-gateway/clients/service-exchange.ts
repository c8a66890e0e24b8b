import type { ServiceName } from '#contracts';
import type { Dispatcher } from 'undici';
import { balancedExchange } from './balanced-exchange.js';
import { endpointsOf } from './endpoints.js';
import type { Exchange } from './exchange.js';
import { httpExchange } from './http-exchange.js';

export interface ServiceLocation {
  readonly service: ServiceName;
  readonly urls: readonly string[];
  readonly timeoutMs: number;
}

/** Exchanges with a service, wherever its instances are. */
export const serviceExchange = (
  { service, urls, timeoutMs }: ServiceLocation,
  dispatcher: Dispatcher,
): Exchange =>
  balancedExchange({
    service,
    endpoints: endpointsOf(urls, { timeoutMs }),
    exchangeWith: (endpoint) => httpExchange({ service, endpoint, timeoutMs }, dispatcher),
  });
