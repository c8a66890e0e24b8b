import type { Figures, Results } from '../results.js';
import { figureTable, type Row } from './tables.js';

const USUAL_CONCURRENCY = 50;
const services = ['api-gateway', 'order', 'consumer', 'restaurant'];
const KIB = 1_024;

/** What one order costs, where the machine is busy. */
export function costTable(results: Results): string {
  const { concurrency } = results.settings;
  const level = concurrency.includes(USUAL_CONCURRENCY) ? USUAL_CONCURRENCY : (concurrency.at(-1) ?? 0);
  const row = (name: string, pick: Row['pick']): Row => ({ name, level, pick });
  const cpu = (name: string): Row => row(`CPU of ${name}, ms`, ({ cpuMsPerOrder }) => cpuMsPerOrder[name]);
  const written = (name: string): Row =>
    row(`written by ${name}, KiB`, ({ writtenBytesPerOrder }) => inKiB(writtenBytesPerOrder[name]));
  const rows = [
    row('CPU of the four services, ms', cpuOfServices),
    ...[...services, 'postgres', 'rabbitmq', 'load generator'].map(cpu),
    row('transactions that write', ({ transactionsPerOrder }) => transactionsPerOrder),
    row('write-ahead log, KiB', ({ walBytesPerOrder }) => inKiB(walBytesPerOrder)),
    ...['postgres', 'rabbitmq'].map(written),
  ];
  return figureTable(results, { scenario: 'load', kind: 'closed' }, `per order, ${level} at a time`, rows);
}

const cpuOfServices = ({ cpuMsPerOrder }: Figures): number =>
  services.reduce((sum, name) => sum + (cpuMsPerOrder[name] ?? 0), 0);

const inKiB = (bytes: number | undefined): number | undefined =>
  bytes === undefined ? undefined : bytes / KIB;
