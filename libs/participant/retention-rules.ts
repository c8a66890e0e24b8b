/** Rows of `table` go when `endedAt` (a column; NULL while it has not ended) is longer ago than the retention. */
export interface RetentionRule {
  readonly table: string;
  readonly endedAt: string;
  /** A condition in SQL for those that may go; all may, without it. */
  readonly only?: string;
  /** How many times the retention; 1 by default. */
  readonly lifetimes?: number;
  /** They go after this time at the latest, however long the retention is. */
  readonly mostMs?: number;
}

/**
 * The inbox stays twice as long as what was published: a timeline never shows a message as sent that was handled, and a
 * duplicate is known longer than its sender can repeat it.
 */
export const messagingRules: readonly RetentionRule[] = [
  { table: 'inbox', endedAt: 'handled_at', lifetimes: 2 },
  { table: 'published_messages', endedAt: 'published_at' },
  { table: 'failed_messages', endedAt: 'failed_at', lifetimes: 2 },
];
