import type { Socket } from 'node:net';
import type { Conditions } from './conditions.js';
import { reset } from './reset.js';

/** What is on the way in one direction before its sender has to wait. */
const WINDOW_BYTES = 1024 * 1024;

interface Arrival {
  readonly dueAt: number;
  readonly bytes: number;
  readonly deliver: () => void;
}

/**
 * One direction of a connection. What a sender does (bytes, its end, its sudden death) reaches the other side in the
 * order in which it was done, each after the latency that held when it set out.
 */
export class OneWay {
  private readonly onTheWay: Arrival[] = [];
  private bytesOnTheWay = 0;
  private lastDueAt = 0;
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly from: Socket,
    private readonly to: Socket,
    private readonly latencyMs: () => number,
    private readonly conditions: () => Conditions,
  ) {
    from.on('data', (chunk: Buffer) => this.send(() => void to.write(chunk), chunk.length));
    from.on('end', () => this.send(() => void to.end()));
    from.on('close', (hadError) => hadError && this.send(() => reset(to)));
    to.on('drain', () => this.deliverDue());
    to.on('close', () => clearTimeout(this.timer));
  }

  /** Called when something may have changed: conditions, time, or room at the receiver. */
  deliverDue(): void {
    clearTimeout(this.timer);
    while (this.canDeliver()) this.deliverNext();
    if (this.bytesOnTheWay <= WINDOW_BYTES && this.from.isPaused()) this.from.resume();
    const [next] = this.onTheWay;
    if (!next || this.isHeldUp()) return;
    this.timer = setTimeout(() => this.deliverDue(), Math.max(next.dueAt - performance.now(), 1));
  }

  private send(deliver: () => void, bytes = 0): void {
    const arrivesAt = performance.now() + this.latencyMs();
    const isThroughAt = this.lastDueAt + (bytes / this.conditions().bytesPerSecond) * 1_000;
    this.lastDueAt = Math.max(arrivesAt, isThroughAt);
    this.onTheWay.push({ dueAt: this.lastDueAt, bytes, deliver });
    this.bytesOnTheWay += bytes;
    if (this.bytesOnTheWay > WINDOW_BYTES) this.from.pause();
    this.deliverDue();
  }

  private deliverNext(): void {
    const arrival = this.onTheWay.shift();
    this.bytesOnTheWay -= arrival?.bytes ?? 0;
    arrival?.deliver();
  }

  private canDeliver(): boolean {
    const [next] = this.onTheWay;
    return next !== undefined && next.dueAt <= performance.now() && !this.isHeldUp();
  }

  private isHeldUp(): boolean {
    return this.conditions().isBlackHole || (this.to.writableNeedDrain && !this.to.destroyed);
  }
}
