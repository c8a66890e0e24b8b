import type { Demo } from './demo.js';

/** The addresses that a shell wants to know, as assignments. */
export const session = ({ system, servers }: Demo): string =>
  [
    `gateway=${system.gatewayUrl.replace('127.0.0.1', 'localhost')}`,
    `management=${servers.addresses.amqpManagementUrl ?? ''}`,
  ].join('\n');
