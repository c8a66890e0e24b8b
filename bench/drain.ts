import type { Bed } from './bed.js';
import { orderIdsOf, postAll } from './cell.js';
import { figuresOf } from './figures.js';
import { between, readMeters } from './measure/meters.js';
import { untilQuiet } from './measure/quiet.js';
import { validationTimes } from './measure/validations.js';
import type { Figures } from './results.js';

const CONCURRENCY = 50;

/**
 * Lets orders pile up while those who validate are stopped, and starts them. The rate counts from the first of the orders
 * VALIDATED: how long a program takes to start is another matter. Rejects when not all orders are accepted.
 */
export async function drain(bed: Bed, orders: number): Promise<Figures> {
  const { subject, servers } = bed;
  await subject.stopParticipants();
  const postings = await postAll(bed, 'backlog', { kind: 'closed', concurrency: CONCURRENCY, orders });
  const orderIds = orderIdsOf(postings);
  if (orderIds.length < orders) throw new Error(`Of ${orders} orders ${orderIds.length} were accepted`);
  const before = await readMeters(servers);
  await subject.startParticipants();
  const after = await untilQuiet(subject, servers);
  const times = await validationTimes(subject.databaseUrl('order'), orderIds);
  const [first = 0, last = 0] = [...times.values()].reduce<number[]>(
    ([low = Infinity, high = 0], at) => [Math.min(low, at), Math.max(high, at)],
    [],
  );
  const validatedPerSecond = times.size > 1 ? (times.size * 1_000) / (last - first) : 0;
  return { ...figuresOf(postings, times, between(before, after)), validatedPerSecond };
}
