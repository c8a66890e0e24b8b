import type { DatabaseSession } from '#coordination';
import { lookFor } from '../outbox-table.js';
import type { LoggedRow } from './rows-in-flight.js';
import { Snapshot } from './snapshot.js';

export interface Sifted<Row> {
  /** Still in the table: to be published. */
  readonly due: readonly Row[];
  /** Published before, and removed from the table. */
  readonly gone: readonly Row[];
  /** The rows behind the first one whose transaction is not visible yet, and that one: to be looked for again. */
  readonly later: readonly Row[];
}

/**
 * Tells by the table which of the rows that the log told of are still to be published. The log may tell of a transaction a
 * moment before others see it, and longer when it waits for a synchronous replica: a row that is not in the table is gone
 * only when its transaction is visible.
 */
export async function sift<Row extends Pick<LoggedRow, 'position' | 'xid'>>(
  session: DatabaseSession,
  rows: readonly Row[],
): Promise<Sifted<Row>> {
  if (rows.length === 0) return { due: [], gone: [], later: [] };
  const found = await lookFor(
    session,
    rows.map(({ position }) => position),
  );
  const snapshot = new Snapshot(found.snapshot);
  const isPresent = ({ position }: Row): boolean => found.present.has(position);
  const firstUnseen = rows.findIndex((row) => !isPresent(row) && !snapshot.sees(row.xid));
  const seen = firstUnseen < 0 ? rows : rows.slice(0, firstUnseen);
  return {
    due: seen.filter(isPresent),
    gone: seen.filter((row) => !isPresent(row)),
    later: rows.slice(seen.length),
  };
}
