import { setTimeout as delay } from 'node:timers/promises';
import type { Poster, Posting } from './posting.js';

/**
 * Orders come at their times, answered or not, and an answer's time counts from when its order was due: a system that
 * stands still is charged for all whom it keeps waiting (coordinated omission, Tene, "How NOT to Measure Latency").
 */
export async function openLoop(
  { perSecond, seconds }: { readonly perSecond: number; readonly seconds: number },
  poster: Poster,
  clock: () => number,
): Promise<Posting[]> {
  const startsAt = clock();
  const postings: Promise<Posting>[] = [];
  const total = Math.round(perSecond * seconds);
  const dueAt = (number: number): number => startsAt + (number * 1_000) / perSecond;
  while (postings.length < total) {
    while (postings.length < total && dueAt(postings.length) <= clock())
      postings.push(poster.post(dueAt(postings.length)));
    await delay(Math.max(0, dueAt(postings.length) - clock()));
  }
  return Promise.all(postings);
}
