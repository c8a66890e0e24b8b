import { Destinations } from './destinations.js';
import type { Fate } from './fate.js';
import { HeldBack } from './held-back.js';
import { streamOf, type LeftAlone, type OutboxRow } from './outbox-table.js';

/** Where a row stands: behind those of its stream, and before what has to take it. */
export interface Place {
  readonly stream: string;
  readonly destination: string;
}

/** Which rows are on their way to the broker, and out of the table, and which have to wait. */
export class Traffic {
  private readonly heldBack = new HeldBack();
  private readonly destinations = new Destinations();
  /** The position of the one row of each stream that is under way. */
  private readonly underWay = new Map<string, string>();

  get size(): number {
    return this.underWay.size;
  }

  get streamsHeldBack(): number {
    return this.heldBack.size;
  }

  placeOf(row: OutboxRow): Place {
    return { stream: streamOf(row), destination: row.destination };
  }

  isUnderWay({ stream }: Place, position: string): boolean {
    return this.underWay.get(stream) === position;
  }

  /** The row stays in the table for the moment: the broker has refused it, or another for the same destination. */
  isLeftAlone({ stream, destination }: Place): boolean {
    return this.heldBack.has(stream) || this.destinations.isRefusing(destination);
  }

  /** Something has been left alone for long enough. */
  isAnyDue(): boolean {
    return this.heldBack.isAnyDue() || this.destinations.due().length > 0;
  }

  /** What becomes of a row will tell whether others may go that were left alone. */
  isTrying(): boolean {
    return this.destinations.isAnyTried();
  }

  /** Rows may have to wait for no more than that others of their destination are through. */
  isDense(): boolean {
    return this.destinations.isAnyFull();
  }

  /** Lets those in whose time has come, and tells what the others are. */
  leftAlone(): LeftAlone {
    return {
      positions: [...this.underWay.values()],
      streams: this.heldBack.releaseDue(),
      destinations: this.destinations.withoutRoom(),
    };
  }

  /** These are all that wait, but for `leftAlone`. Whoever has refused a row, and has none to be tried with, is trusted again. */
  found(rows: readonly OutboxRow[], leftAlone: LeftAlone): void {
    const others = new Set([...leftAlone.destinations, ...rows.map(({ destination }) => destination)]);
    for (const destination of this.destinations.due())
      if (!others.has(destination)) this.destinations.trust(destination);
  }

  /** Sets the row on its way, unless it has to wait: it may have to since it was found. */
  enter(row: OutboxRow): boolean {
    const { stream, destination } = this.placeOf(row);
    if (this.underWay.has(stream) || this.heldBack.has(stream)) return false;
    if (!this.destinations.hasRoom(destination)) return false;
    this.underWay.set(stream, row.position);
    this.destinations.enter(destination);
    return true;
  }

  leave(row: OutboxRow, fate: Fate): void {
    const { stream, destination } = this.placeOf(row);
    this.underWay.delete(stream);
    this.destinations.leave(destination, fate);
    if (fate === 'refused' || fate === 'unfit') this.heldBack.add(stream);
  }

  /** What was refused is tried with the next look. */
  forgetRefusals(): void {
    this.heldBack.clear();
    this.destinations.clear();
  }
}
