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

  private async sweep(): Promise<void> {
    const expired = await findExpired(this.dataSource.manager, this.sagaName, BATCH);
    for (const { shardKey } of expired) {
      if (this.stopped) return;
      await this.timeOut(shardKey);
    }
    if (expired.length === BATCH && !this.stopped) await this.sweep();
  }
}
