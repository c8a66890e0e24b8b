import { progress } from './report.js';

/** By so much, a deadline may pass for which nobody is to blame. */
const LONG_MS = 5_000;

/** Notices that the whole machine stood still, as a virtual one may: the clock on the wall is ahead then of the one that only runs. */
export class Standstill {
  private readonly startedAt = lead();
  private saidMs = 0;

  /** It has for so long, altogether, that orders may have timed out of which no message was lost. */
  wasLong(): boolean {
    const stoodMs = lead() - this.startedAt;
    if (stoodMs < LONG_MS) return false;
    if (stoodMs > this.saidMs + LONG_MS) {
      progress(`The machine stood still for ${(stoodMs / 1_000).toFixed(1)} s: orders may have timed out`);
      this.saidMs = stoodMs;
    }
    return true;
  }
}

const lead = (): number => Date.now() - performance.now();
