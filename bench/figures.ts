import type { Posting } from './load/posting.js';
import type { Consumption } from './measure/meters.js';
import { percentile } from './measure/statistics.js';
import type { Figures, Latency } from './results.js';

type PerOrder = Pick<
  Figures,
  'cpuMsPerOrder' | 'writtenBytesPerOrder' | 'walBytesPerOrder' | 'transactionsPerOrder'
>;
type Accepted = Posting & { readonly orderId: string };

/** What postings and the times of their validation, by order id, come to. */
export function figuresOf(
  postings: readonly Posting[],
  validatedAt: ReadonlyMap<string, number>,
  consumed: Consumption,
): Figures {
  const accepted = postings.filter((posting): posting is Accepted => posting.orderId !== undefined);
  const decided = accepted.flatMap(({ orderId, dueAt }) => {
    const at = validatedAt.get(orderId);
    return at === undefined ? [] : [at - dueAt];
  });
  const firstAt = smallest(postings.map(({ dueAt }) => dueAt));
  const rate = (count: number, lastAt: number): number =>
    count === 0 ? 0 : (count * 1_000) / (lastAt - firstAt);
  return {
    accepted: accepted.length,
    refused: postings.length - accepted.length,
    validated: decided.length,
    acceptedPerSecond: rate(accepted.length, largest(accepted.map(({ answeredAt }) => answeredAt))),
    validatedPerSecond: rate(decided.length, largest([...validatedAt.values()])),
    posted: latencyOf(accepted.map(({ answeredAt, dueAt }) => answeredAt - dueAt)),
    decided: latencyOf(decided),
    ...perOrder(consumed, accepted.length),
  };
}

function perOrder({ cpuMs, writtenBytes, walBytes, transactions }: Consumption, orders: number): PerOrder {
  const each = (sums: Readonly<Record<string, number>>): Record<string, number> =>
    Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, sum / Math.max(1, orders)]));
  return {
    cpuMsPerOrder: each(cpuMs),
    writtenBytesPerOrder: each(writtenBytes),
    walBytesPerOrder: walBytes / Math.max(1, orders),
    transactionsPerOrder: transactions / Math.max(1, orders),
  };
}

const latencyOf = (times: readonly number[]): Latency => ({
  p50: percentile(times, 0.5),
  p99: percentile(times, 0.99),
  max: percentile(times, 1),
});

const smallest = (values: readonly number[]): number => percentile(values, 0) ?? 0;
const largest = (values: readonly number[]): number => percentile(values, 1) ?? 0;
