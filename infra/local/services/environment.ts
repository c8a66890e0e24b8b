import type { ServiceName } from '#contracts';
import type { ServerAddresses } from '../servers/server-addresses.js';
import type { Addresses } from './addresses.js';
import type { App, AppPorts } from './app.js';
import type { Detours } from './detours.js';

type Variables = Readonly<Record<string, string>>;

export interface EnvironmentOptions {
  readonly servers: ServerAddresses;
  readonly addresses: Addresses;
  readonly detours: Detours;
  readonly ports: AppPorts;
  readonly signingKeyFile: string;
  readonly demo: boolean;
}

/** For systems that one client drives as hard as it can. */
export const BARELY_LIMITED: Variables = {
  RATE_LIMIT_CALLER: '1000000',
  RATE_LIMIT_ADDRESS: '1000000',
  RATE_LIMIT_LOGIN: '1000000',
  MAX_CONNECTIONS: '10000',
  MAX_CONNECTIONS_PER_ADDRESS: '10000',
  MAX_WAITING_PER_CALLER: '10000',
};

/** A slow machine is nobody's absence: an order that times out all the same is a finding. */
export const LONG_DEADLINE: Variables = { VALIDATION_DEADLINE_MS: '120000' };

/** For tests: they wait for what is merely slow. */
export const UNHURRIED: Variables = { ...BARELY_LIMITED, ...LONG_DEADLINE, DOWNSTREAM_TIMEOUT_MS: '8000' };

/** The variables of each program of a system. */
export function environmentOf(app: App | 'provision', options: EnvironmentOptions): Variables {
  if (app === 'provision') return forProvision(options);
  return app === 'api-gateway' ? forGateway(options) : forParticipant(app, options);
}

/** Nobody balances over these instances: a stop need not wait. */
const NO_DRAIN = { DRAIN_MS: '0' };

function forParticipant(
  service: ServiceName,
  { addresses, detours, ports, demo }: EnvironmentOptions,
): Variables {
  return {
    HOST: '127.0.0.1',
    ...NO_DRAIN,
    DATABASE_URL: detours.database(addresses.database(service)),
    AMQP_URL: detours.amqp(addresses.amqp(service)),
    ...(demo && trustInGateway(ports)),
  };
}

function forGateway({ ports, signingKeyFile, demo }: EnvironmentOptions): Variables {
  return {
    HOST: '127.0.0.1',
    ...NO_DRAIN,
    ORDER_SERVICE_URL: `http://127.0.0.1:${ports.order}`,
    CONSUMER_SERVICE_URL: `http://127.0.0.1:${ports.consumer}`,
    RESTAURANT_SERVICE_URL: `http://127.0.0.1:${ports.restaurant}`,
    ...(demo && { ...trustInGateway(ports), ...demoIssuer(signingKeyFile) }),
  };
}

function forProvision({ servers, addresses, demo }: EnvironmentOptions): Variables {
  return {
    DATABASE_ADMIN_URL: servers.databaseAdminUrl,
    AMQP_ADMIN_URL: addresses.amqpAdminUrl,
    AMQP_MANAGEMENT_URL: servers.amqpManagementUrl ?? '',
    ORDER_DATABASE_URL: addresses.database('order'),
    CONSUMER_DATABASE_URL: addresses.database('consumer'),
    RESTAURANT_DATABASE_URL: addresses.database('restaurant'),
    ORDER_AMQP_URL: addresses.amqp('order'),
    CONSUMER_AMQP_URL: addresses.amqp('consumer'),
    RESTAURANT_AMQP_URL: addresses.amqp('restaurant'),
    DEMO_DATA: demo ? 'on' : 'off',
  };
}

/** Without the demo the variables of whoever starts this name the issuer. */
const trustInGateway = (ports: AppPorts): Variables => ({
  AUTH_ISSUER: `http://localhost:${ports['api-gateway']}`,
  AUTH_JWKS_URL: `http://127.0.0.1:${ports['api-gateway']}/.well-known/jwks.json`,
});

const demoIssuer = (signingKeyFile: string): Variables => ({
  AUTH_SIGNING_KEYS_FILE: signingKeyFile,
  DEMO_IDENTITIES: 'on',
  DEMO_IN_PRODUCTION: 'on',
});
