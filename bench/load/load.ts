import { closedLoop } from './closed-loop.js';
import { openLoop } from './open-loop.js';
import type { Poster, Posting } from './posting.js';

/** Closed: so many customers, each of whom orders again when the last order is answered. Open: so many orders per second. */
export type Load =
  | { readonly kind: 'closed'; readonly concurrency: number; readonly seconds: number }
  | { readonly kind: 'closed'; readonly concurrency: number; readonly orders: number }
  | { readonly kind: 'open'; readonly perSecond: number; readonly seconds: number };

const MOST_CONNECTIONS = 256;

export const connectionsOf = (load: Load): number =>
  load.kind === 'closed' ? load.concurrency : MOST_CONNECTIONS;

export const runLoad = (load: Load, poster: Poster, clock: () => number): Promise<Posting[]> =>
  load.kind === 'closed' ? closedLoop(load, poster, clock) : openLoop(load, poster, clock);
