import { EventEmitter } from 'node:events';

/** The span of time whose calls a breaker looks at. */
export const WINDOW_MS = 10_000;
const BUCKETS = 10;

/** The clock of a breaker's statistics; unlike opossum's own it can be cleared. */
export class RollingWindow {
  private readonly controller = new EventEmitter();
  private readonly timer = setInterval(() => this.rotate(), WINDOW_MS / BUCKETS).unref();

  /** For opossum, which forgets its oldest bucket at every `rotate`. */
  readonly options = {
    rollingCountTimeout: WINDOW_MS,
    rollingCountBuckets: BUCKETS,
    rotateBucketController: this.controller,
  };

  clear(): void {
    for (let bucket = 0; bucket < BUCKETS; bucket++) this.rotate();
  }

  close(): void {
    clearInterval(this.timer);
  }

  private rotate(): void {
    this.controller.emit('rotate');
  }
}
