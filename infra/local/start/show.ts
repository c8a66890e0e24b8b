import { join } from 'node:path';
import { placeFirstOrder } from '../demo/first-order.js';
import { timelineTable } from '../demo/timeline-table.js';
import type { System } from '../services/system.js';
import { report } from './report.js';
import type { Servers } from './start-servers.js';

export async function showFirstOrder(gatewayUrl: string): Promise<void> {
  report('Martha orders five Chicken Vindaloo from Ajanta');
  const { order, timeline } = await placeFirstOrder(gatewayUrl);
  const reason = order.rejectionReason ? ` (${order.rejectionReason})` : '';
  report(`Order ${order.orderId} is ${order.state}${reason}`);
  console.log(`\n${timelineTable(timeline)}\n`);
}

export function showPlaces({ postgres, rabbitmq }: Servers, system: System, directory: string): void {
  const gatewayUrl = publicUrlOf(system);
  const rows = [
    ['Gateway', gatewayUrl],
    ['Interface', `${gatewayUrl}/docs`],
    ...(rabbitmq ? [['RabbitMQ', managementOf(new URL(rabbitmq.managementUrl))]] : []),
    ...(postgres ? [['PostgreSQL', postgres.adminUrl]] : []),
    ['Logs', join(directory, 'logs')],
    ['Data', directory],
  ];
  for (const [name = '', place] of rows) console.log(`  ${name.padEnd(12)}${place}`);
}

export const showLogIn = (system: System): void =>
  console.log(`\nLog in as Martha, and see her orders:\n\n${logInAt(publicUrlOf(system))}`);

/** For a shell, which can have it as it stands. */
export const logInAt = (gatewayUrl: string): string =>
  String.raw`token=$(curl -s ${gatewayUrl}/auth/token -H 'content-type: application/json' \
  -d '{"username": "martha", "password": "demo"}' | sed 's/.*"access_token":"\([^"]*\)".*/\1/')
curl ${gatewayUrl}/orders -H "authorization: Bearer $token"`;

const publicUrlOf = ({ gatewayUrl }: System): string => gatewayUrl.replace('127.0.0.1', 'localhost');

const managementOf = ({ origin, username, password }: URL): string =>
  `${origin}  user ${username}, password ${password}`;
