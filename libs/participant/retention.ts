import { LeaderLock, LeaderTask, lockClass, type DatabaseSession } from '#coordination';
import { Logger, type OnApplicationBootstrap, type BeforeApplicationShutdown } from '@nestjs/common';
import { Counter, type Registry } from 'prom-client';
import type { DataSource } from 'typeorm';
import type { RetentionRule } from './retention-rules.js';

export interface RetentionOptions {
  readonly rules: readonly RetentionRule[];
  /** How long a row is kept after its end. */
  readonly retentionMs: number;
  readonly intervalMs: number;
  /** How many rows go in one transaction. */
  readonly batch?: number;
}

const BATCH = 1_000;

/**
 * Deletes what nobody will ask for any more, in small transactions, on one instance per database. What a rule keeps
 * from being known again is said where the rules are.
 */
export class Retention implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Retention');
  private readonly task: LeaderTask;
  private readonly deleted: Counter<'table'>;

  constructor(
    private readonly options: RetentionOptions,
    private readonly dataSource: DataSource,
    session: DatabaseSession,
    registry: Registry,
  ) {
    const leader = new LeaderLock(session, lockClass.retention);
    this.task = new LeaderTask('Retention', leader, (stopped) => this.sweep(stopped));
    this.deleted = new Counter({
      name: 'retention_deleted_rows_total',
      help: 'Rows deleted because their time was over',
      labelNames: ['table'],
      registers: [registry],
    });
  }

  onApplicationBootstrap(): void {
    this.task.start(this.options.intervalMs);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.task.stop();
  }

  private async sweep(stopped: AbortSignal): Promise<void> {
    for (const rule of this.options.rules) {
      let total = 0;
      for (let more = true; more && !stopped.aborted;) {
        const count = await deleteEnded(this.dataSource, rule, this.options.retentionMs, this.batch);
        this.deleted.inc({ table: rule.table }, count);
        total += count;
        more = count === this.batch;
      }
      if (total > 0) this.logger.log(`Deleted ${total} old rows of ${rule.table}`);
    }
  }

  private get batch(): number {
    return this.options.batch ?? BATCH;
  }
}

/**
 * Deletes up to `limit` rows that the rule lets go, and resolves to their number. It finds them by their place in the
 * table, and asks again when it deletes: a row that is changed meanwhile may have to stay.
 */
export async function deleteEnded(
  dataSource: DataSource,
  { table, endedAt, only = 'true', lifetimes = 1, mostMs = Infinity }: RetentionRule,
  retentionMs: number,
  limit: number,
): Promise<number> {
  const isOver = `${endedAt} < now() - $1 * interval '1 millisecond' AND ${only}`;
  const [, count]: [unknown, number] = await dataSource.query(
    `DELETE FROM ${table} WHERE ctid = ANY (ARRAY(SELECT ctid FROM ${table} WHERE ${isOver} LIMIT $2)) AND ${isOver}`,
    [Math.min(retentionMs * lifetimes, mostMs), limit],
  );
  return count;
}
