import { LeaderTask, type LeaderLock } from '#coordination';
import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { findOverdue, type Overdue } from './saga-table.js';

const BATCH = 50;

/** Gives up the saga of one aggregate, in a transaction of its own, if it still runs. */
export type TimeOut = (shardKey: string) => Promise<void>;

/**
 * Looks for sagas past their deadline and hands them over one by one. Every instance runs one, and one of them leads,
 * so that they do not queue for the same rows; were two at it for a moment, the second would find the saga ended.
 */
export class DeadlineWorker {
  private readonly logger = new Logger('Deadline');
  private readonly task: LeaderTask;

  constructor(
    private readonly dataSource: DataSource,
    leader: LeaderLock,
    private readonly sagaName: string,
    private readonly timeOut: TimeOut,
  ) {
    this.task = new LeaderTask('Deadlines', leader, (stopped) => this.sweep(stopped));
  }

  start(intervalMs: number): void {
    this.task.start(intervalMs);
  }

  stop(): Promise<void> {
    return this.task.stop();
  }

  /** Looks at each overdue saga once; what fails waits for the next round, and holds up nobody. */
  private async sweep(stopped: AbortSignal): Promise<void> {
    let overdue: Overdue[] = [];
    do {
      overdue = await findOverdue(this.dataSource.manager, this.sagaName, BATCH, overdue.at(-1));
      for (const { shardKey } of overdue) if (!stopped.aborted) await this.settle(shardKey);
    } while (overdue.length === BATCH && !stopped.aborted);
  }

  private async settle(shardKey: string): Promise<void> {
    try {
      await this.timeOut(shardKey);
    } catch (error) {
      this.logger.error(`The overdue ${this.sagaName} of ${shardKey} stays: ${(error as Error).message}`);
    }
  }
}
