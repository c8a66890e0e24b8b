import { DownstreamFailure } from './downstream-failure.js';
import type { Call, DownstreamAnswer, Exchange } from './exchange.js';
import { isServerError } from './is-server-error.js';

const LEFT_OUT_MS = 5_000;
/** One may be the request's own fault. An instance that fails fast always has the fewest calls under way. */
const ERRORS_BORNE = 2;

/** One instance of a service, as far as the gateway can tell how it is. */
export class Instance {
  private calls = 0;
  private errorsInARow = 0;
  private isSuspect = false;
  private leftOutUntil = 0;

  constructor(private readonly exchange: Exchange) {}

  /** The calls that are under way. */
  get underWay(): number {
    return this.calls;
  }

  /** It gave no answer a short while ago, or nothing but errors; calls had better go to another. */
  isLeftOut(): boolean {
    return this.isSuspect && performance.now() < this.leftOutUntil;
  }

  async send(call: Call): Promise<DownstreamAnswer> {
    this.calls += 1;
    // One call tries whether it is back; the others stay away until that is known.
    if (this.isSuspect) this.leaveOut();
    try {
      const answer = await this.exchange(call);
      this.judge(answer);
      return answer;
    } catch (error) {
      if (error instanceof DownstreamFailure && error.kind !== 'abandoned') this.leaveOut();
      throw error;
    } finally {
      this.calls -= 1;
    }
  }

  private judge(answer: DownstreamAnswer): void {
    this.errorsInARow = isServerError(answer) ? this.errorsInARow + 1 : 0;
    if (this.errorsInARow === 0) this.isSuspect = false;
    else if (this.isSuspect || this.errorsInARow > ERRORS_BORNE) this.leaveOut();
  }

  private leaveOut(): void {
    this.isSuspect = true;
    this.leftOutUntil = performance.now() + LEFT_OUT_MS;
  }
}
