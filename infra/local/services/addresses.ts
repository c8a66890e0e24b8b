import type { ServiceName } from '#contracts';
import type { Credentials } from '../servers/credentials.js';
import type { ServerAddresses } from '../servers/server-addresses.js';

/** Where the services of one system find their databases and their virtual host. */
export interface Addresses {
  readonly amqpAdminUrl: string;
  readonly database: (service: ServiceName) => string;
  readonly amqp: (service: ServiceName) => string;
}

/** Systems of different names have nothing in common on the servers they share. */
export function addressesOf(
  servers: ServerAddresses,
  credentials: Credentials,
  systemName: string | undefined,
): Addresses {
  const accountOf = (service: ServiceName) => `${systemName ? `${systemName}_` : ''}${service}_service`;
  const loggedIn = (address: string, service: ServiceName): URL =>
    Object.assign(new URL(address), { username: accountOf(service), password: credentials[service] });
  const amqpAdminUrl = systemName ? withPath(servers.amqpAdminUrl, systemName) : servers.amqpAdminUrl;
  return {
    amqpAdminUrl,
    database: (service) => withPath(loggedIn(servers.databaseAdminUrl, service).href, accountOf(service)),
    amqp: (service) => (servers.amqpManagementUrl ? loggedIn(amqpAdminUrl, service).href : amqpAdminUrl),
  };
}

const withPath = (address: string, path: string): string =>
  Object.assign(new URL(address), { pathname: `/${path}` }).href;
