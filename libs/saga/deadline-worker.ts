import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { findOverdue, type Overdue } from './saga-table.js';

const BATCH = 50;

/** Gives up the saga of one aggregate, in a transaction of its own, if it still runs. */
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

  /** Looks at each overdue saga once; what fails waits for the next interval, and holds up nobody. */
  private async sweep(): Promise<void> {
    let overdue: Overdue[] = [];
    do {
      overdue = await findOverdue(this.dataSource.manager, this.sagaName, BATCH, overdue.at(-1));
      for (const { shardKey } of overdue) if (!this.stopped) await this.settle(shardKey);
    } while (overdue.length === BATCH && !this.stopped);
  }

  private async settle(shardKey: string): Promise<void> {
    try {
      await this.timeOut(shardKey);
    } catch (error) {
      this.logger.error(`The overdue ${this.sagaName} of ${shardKey} stays: ${(error as Error).message}`);
    }
  }
}
