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
  const rows = [
    ['Gateway', system.gatewayUrl.replace('127.0.0.1', 'localhost')],
    ...(rabbitmq ? [['RabbitMQ', managementOf(new URL(rabbitmq.managementUrl))]] : []),
    ...(postgres ? [['PostgreSQL', postgres.adminUrl]] : []),
    ['Logs', join(directory, 'logs')],
    ['Data', directory],
  ];
  for (const [name = '', place] of rows) console.log(`  ${name.padEnd(12)}${place}`);
  console.log('\nThe system is up. Ctrl-C stops it.');
}

const managementOf = ({ origin, username, password }: URL): string =>
  `${origin}  user ${username}, password ${password}`;
