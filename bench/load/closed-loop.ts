import type { Poster, Posting } from './posting.js';

export type ClosedLoop = { readonly concurrency: number } & (
  { readonly seconds: number } | { readonly orders: number }
);

/** Each customer orders again as soon as the answer is there: the system sets the pace. */
export async function closedLoop(loop: ClosedLoop, poster: Poster, clock: () => number): Promise<Posting[]> {
  const postings: Posting[] = [];
  const endsAt = 'seconds' in loop ? clock() + loop.seconds * 1_000 : Infinity;
  let left = 'orders' in loop ? loop.orders : Infinity;
  const customer = async (): Promise<void> => {
    while (left-- > 0 && clock() < endsAt) postings.push(await poster.post(clock()));
  };
  await Promise.all(Array.from({ length: loop.concurrency }, customer));
  return postings;
}
