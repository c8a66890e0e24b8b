import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { findExpired } from './saga-table.js';

const BATCH = 50;

/** Gives up the running saga of one aggregate, in a transaction of its own, if it is still overdue. */
export type TimeOut = (shardKey: string) => Promise<void>;

/**
 * Looks for sagas past their deadline and hands them over one by one. Every instance may run one: the second to come
 * finds the saga ended.
 */
export class DeadlineWorker {
  private readonly logger = new Logger('Deadline');
  private timer?: NodeJS.Timeout;
  private inWork: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly sagaName: string,
    private readonly timeOut: TimeOut,
  ) {}

  start(intervalMs: number): void {
    this.inWork = this.sweep().catch((error: Error) =>
      this.logger.warn(`No deadlines now: ${error.message}`),
    );
    void this.inWork.then(() => {
      if (!this.stopped) this.timer = setTimeout(() => this.start(intervalMs), intervalMs);
    });
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.inWork;
  }

  /** Goes on while full batches are all settled; what fails waits for the next interval, and holds up nobody. */
  private async sweep(): Promise<void> {
    for (let settled = BATCH; settled === BATCH && !this.stopped;) {
      const expired = await findExpired(this.dataSource.manager, this.sagaName, BATCH);
      settled = 0;
      for (const { shardKey } of expired) if (await this.settle(shardKey)) settled++;
    }
  }

  private async settle(shardKey: string): Promise<boolean> {
    try {
      await this.timeOut(shardKey);
      return true;
    } catch (error) {
      this.logger.error(`The overdue ${this.sagaName} of ${shardKey} stays: ${(error as Error).message}`);
      return false;
    }
  }
}
