import type { LocalInfrastructure } from '../../infra/local/index.js';
import { setTimeout as delay } from 'node:timers/promises';
import type { RunningSubject, Service } from '../subjects/subject.js';
import { withDatabase } from './database.js';
import { readMeters, type Reading } from './meters.js';

const INTERVAL_MS = 500;
/** What has not moved for so long is lost. */
const STALLED_MS = 10_000;

const ORDERS = `SELECT count(*) FILTER (WHERE state = 'PENDING')::int AS pending,
  count(*) FILTER (WHERE state = 'VALIDATED')::int AS validated FROM orders`;

/** Waits until nothing is left to do, or nothing is done any more. Resolves to the meters as of the last change. */
export async function untilQuiet(subject: RunningSubject, servers: LocalInfrastructure): Promise<Reading> {
  let left = await unfinished(subject);
  let reading = await readMeters(servers);
  let changedAt = performance.now();
  while (left > 0 && performance.now() < changedAt + STALLED_MS) {
    await delay(INTERVAL_MS);
    const now = await unfinished(subject);
    if (now === left) continue;
    left = now;
    reading = await readMeters(servers);
    changedAt = performance.now();
  }
  return reading;
}

/** Pending orders, and tickets that are missing. */
async function unfinished({ databaseUrl }: RunningSubject): Promise<number> {
  const one = <R extends object>(service: Service, sql: string): Promise<R | undefined> =>
    withDatabase(databaseUrl(service), async (database) => (await database.query<R>(sql)).rows[0]);
  const orders = await one<{ pending: number; validated: number }>('order', ORDERS);
  const tickets = await one<{ count: number }>('restaurant', 'SELECT count(*)::int AS count FROM tickets');
  if (!orders || !tickets) return 0;
  return orders.pending + Math.max(0, orders.validated - tickets.count);
}
