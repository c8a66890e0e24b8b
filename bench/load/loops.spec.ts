import { setTimeout as delay } from 'node:timers/promises';
import { closedLoop } from './closed-loop.js';
import { openLoop } from './open-loop.js';
import type { Poster, Posting } from './posting.js';

const clock = (): number => performance.now();

/** Answers when it is told to. */
function slowSystem(answered: Promise<unknown>) {
  const vital = { underWay: 0, most: 0, asked: 0 };
  const post = async (dueAt: number): Promise<Posting> => {
    vital.asked++;
    vital.most = Math.max(vital.most, ++vital.underWay);
    await answered;
    vital.underWay--;
    return { reference: '', dueAt, answeredAt: clock(), status: 202 };
  };
  const poster: Poster = { post, close: () => Promise.resolve() };
  return { poster, vital };
}

describe('a closed loop', () => {
  it('has so many orders under way, and no more', async () => {
    const { poster, vital } = slowSystem(Promise.resolve());
    const postings = await closedLoop({ concurrency: 7, orders: 50 }, poster, clock);
    expect([postings.length, vital.most, vital.underWay]).toEqual([50, 7, 0]);
  });
});

describe('an open loop', () => {
  it('sends every order though none is answered', async () => {
    const answer = Promise.withResolvers<void>();
    const { poster, vital } = slowSystem(answer.promise);
    const done = openLoop({ perSecond: 1_000, seconds: 0.05 }, poster, clock);
    while (vital.asked < 50) await delay(1);
    answer.resolve();
    expect(await done).toHaveLength(50);
  });

  it('counts from when an order was due, not from when it could be sent', async () => {
    const { poster } = slowSystem(Promise.resolve());
    const done = openLoop({ perSecond: 1_000, seconds: 0.05 }, poster, clock);
    const blockedUntil = clock() + 100;
    while (clock() < blockedUntil); // the generator itself stands still
    const times = (await done).map(({ dueAt }) => dueAt);
    const gaps = times.slice(1).map((time, index) => Math.round(time - (times[index] ?? 0)));
    expect(new Set(gaps)).toEqual(new Set([1]));
  });
});
