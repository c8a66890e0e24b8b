import { Logger } from '@nestjs/common';
import type { LeaderLock } from './leader-lock.js';

/** A piece of work; it looks at `stopped` between its steps. */
export type Work = (stopped: AbortSignal) => Promise<void>;

/**
 * Does a piece of work again and again, on one instance per database: the first to get the lock keeps it until it fails
 * or ends. The work must bear that two do it for a moment, as {@link LeaderLock} says.
 */
export class LeaderTask {
  private readonly logger: Logger;
  private readonly stopped = new AbortController();
  private timer?: NodeJS.Timeout;
  private inWork: Promise<void> = Promise.resolve();

  constructor(
    private readonly name: string,
    private readonly leader: LeaderLock,
    private readonly work: Work,
  ) {
    this.logger = new Logger(name);
  }

  /** Begins at once; `intervalMs` lie between the end of one round and the next. */
  start(intervalMs: number): void {
    this.inWork = this.round();
    void this.inWork.then(() => {
      if (!this.stopped.signal.aborted) this.timer = setTimeout(() => this.start(intervalMs), intervalMs);
    });
  }

  /** Finishes the step in work, and lets another instance lead. */
  async stop(): Promise<void> {
    this.stopped.abort();
    clearTimeout(this.timer);
    await this.inWork;
    await this.leader.release();
  }

  private async round(): Promise<void> {
    try {
      if (await this.leads()) await this.work(this.stopped.signal);
    } catch (error) {
      this.logger.warn(`${this.name} waits for the next round: ${(error as Error).message}`);
      await this.leader.release(); // another instance may be able to
    }
  }

  /** Nobody leads while the database is away; its session says so. */
  private leads(): Promise<boolean> {
    return this.leader.tryAcquire().catch(() => false);
  }
}
