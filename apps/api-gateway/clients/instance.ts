import { DownstreamFailure } from './downstream-failure.js';
import type { Call, DownstreamAnswer, Exchange } from './exchange.js';

const LEFT_OUT_MS = 5_000;

/** One instance of a service, as far as the gateway can tell how it is. */
export class Instance {
  private calls = 0;
  private isSuspect = false;
  private leftOutUntil = 0;

  constructor(private readonly exchange: Exchange) {}

  /** The calls that are under way. */
  get underWay(): number {
    return this.calls;
  }

  /** It gave no answer a short while ago; calls had better go to another. */
  isLeftOut(): boolean {
    return this.isSuspect && Date.now() < this.leftOutUntil;
  }

  async send(call: Call): Promise<DownstreamAnswer> {
    this.calls += 1;
    // One call tries whether it is back; the others stay away until that is known.
    if (this.isSuspect) this.leaveOut();
    try {
      const answer = await this.exchange(call);
      this.isSuspect = false;
      return answer;
    } catch (error) {
      if (error instanceof DownstreamFailure && error.kind !== 'abandoned') this.leaveOut();
      throw error;
    } finally {
      this.calls -= 1;
    }
  }

  private leaveOut(): void {
    this.isSuspect = true;
    this.leftOutUntil = Date.now() + LEFT_OUT_MS;
  }
}
