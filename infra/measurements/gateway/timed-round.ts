import { Pool } from 'undici';
import { order } from './order.js';

export interface RoundOptions {
  readonly url: string;
  readonly authorization: string;
  readonly requests: number;
  readonly concurrency: number;
}

/** Milliseconds; in each, so many of the requests have been answered. */
export interface Latency {
  readonly p50: number;
  readonly p99: number;
}

/** Posts orders, so many at a time, each after the answer to the one before. Rejects when one is not answered 202. */
export async function timedRound(options: RoundOptions): Promise<Latency> {
  const { url, authorization, requests, concurrency } = options;
  const pool = new Pool(url, { connections: concurrency });
  const headers = { authorization, 'content-type': 'application/json' };
  const times: number[] = [];
  let left = requests;
  const customer = async (): Promise<void> => {
    while (left-- > 0) {
      const startedAt = performance.now();
      const answer = await pool.request({ path: '/orders', method: 'POST', headers, body: order });
      await answer.body.dump();
      times.push(performance.now() - startedAt);
      if (answer.statusCode !== 202) throw new Error(`${url} answered ${answer.statusCode}`);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, customer));
  await pool.close();
  const sorted = times.toSorted((one, other) => one - other);
  const at = (part: number): number => sorted[Math.floor(sorted.length * part)] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}
