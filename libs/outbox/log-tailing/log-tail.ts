import type { Pgoutput } from 'pg-logical-replication';
import { toOutboxRow } from './logged-row.js';
import { parseLsn } from './replication-protocol.js';
import type { ReplicationStream } from './replication-stream.js';
import { RowsInFlight } from './rows-in-flight.js';

/** More than a batch, so that the next one is there when a batch is through. */
const MOST_IN_FLIGHT = 1_000;

/** A stream and what it has told: it is read no faster than the broker takes it, and acknowledged no further. */
export class LogTail {
  readonly rows = new RowsInFlight();
  /** Whether the table has been published from since the slot exists: the log does not tell of older rows. */
  tableIsDry = false;

  constructor(
    private readonly stream: ReplicationStream,
    private readonly onNews: () => void,
  ) {
    stream.on('change', (change) => this.take(change));
    stream.on('sentUpTo', (lsn) => {
      this.rows.nothingElseBefore(lsn);
      this.acknowledge();
    });
  }

  /** For rows that the broker has confirmed and that have left the table. */
  finish(rows: readonly { readonly position: string }[]): void {
    for (const { position } of rows) this.rows.finish(position);
    this.acknowledge();
    if (this.rows.size <= MOST_IN_FLIGHT / 2) this.stream.resume();
  }

  private acknowledge(): void {
    this.stream.acknowledge(this.rows.acknowledgeable());
  }

  private take(change: Pgoutput.Message): void {
    if (change.tag === 'begin') this.rows.begin(change.xid);
    else if (change.tag === 'insert') this.rows.add(toOutboxRow(change.new));
    else if (change.tag === 'commit') this.rows.commit(parseLsn(change.commitEndLsn ?? '0/0'));
    else return;
    if (this.rows.size >= MOST_IN_FLIGHT) this.stream.pause();
    this.onNews();
  }
}
