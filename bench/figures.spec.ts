import { figuresOf } from './figures.js';
import type { Posting } from './load/posting.js';

const posting = (orderId: string, dueAt: number, answeredAt: number): Posting => ({
  reference: orderId,
  orderId,
  dueAt,
  answeredAt,
  status: 202,
});
const consumed = { cpuMs: { order: 30 }, writtenBytes: { postgres: 3_000 }, walBytes: 300, transactions: 9 };

describe('the figures of a load', () => {
  const postings = [
    posting('a', 1_000, 1_004),
    posting('b', 1_100, 1_106),
    posting('c', 1_200, 1_205),
    { reference: 'd', dueAt: 1_300, answeredAt: 1_301, status: 503 },
  ];
  const validatedAt = new Map([
    ['a', 1_020],
    ['b', 3_000],
  ]);
  const figures = figuresOf(postings, validatedAt, consumed);

  it('tell what was accepted, refused, and validated so far', () => {
    expect(figures).toMatchObject({ accepted: 3, refused: 1, validated: 2 });
  });

  it('count from the first request to the last order validated', () => {
    expect(figures.validatedPerSecond).toBe(1);
  });

  it('count latencies from when a request was to be sent', () => {
    expect([figures.posted.max, figures.decided.max]).toEqual([6, 1_900]);
  });

  it('share what was used among the orders that were accepted', () => {
    expect(figures).toMatchObject({
      cpuMsPerOrder: { order: 10 },
      writtenBytesPerOrder: { postgres: 1_000 },
      walBytesPerOrder: 100,
      transactionsPerOrder: 3,
    });
  });

  it('are zero, and not infinite, where nothing was accepted', () => {
    const nothing = figuresOf([], new Map(), consumed);
    expect(nothing).toMatchObject({ validatedPerSecond: 0, transactionsPerOrder: 9, posted: {} });
  });
});
