import type { Fate } from './fate.js';

/** A destination that answers late, or never, leaves room for others. */
const MOST_UNDER_WAY = 125;
const REST_MS = 1_000;

/**
 * What has to take messages: queues, and the exchange of events. Each may have so many under way; one that has refused a
 * message gets none for a while, and then one at a time, until it takes one.
 */
export class Destinations {
  private readonly underWay = new Map<string, number>();
  private readonly restsUntil = new Map<string, number>();
  /** Those that refused a message before, and have another under way. */
  private readonly tried = new Set<string>();

  hasRoom(destination: string): boolean {
    return this.underWayFor(destination) < this.roomOf(destination);
  }

  isRefusing(destination: string): boolean {
    return this.restsUntil.has(destination);
  }

  isAnyTried(): boolean {
    return this.tried.size > 0;
  }

  /** Those that get no more at the moment. */
  withoutRoom(): string[] {
    return [...new Set([...this.underWay.keys(), ...this.restsUntil.keys()])].filter(
      (each) => !this.hasRoom(each),
    );
  }

  /** Those that have refused a message, and may be sent another. */
  due(): string[] {
    return [...this.restsUntil.keys()].filter((each) => this.hasRoom(each));
  }

  /** As much is under way for one as may be. */
  isAnyFull(): boolean {
    return this.underWay.keys().some((each) => !this.hasRoom(each));
  }

  enter(destination: string): void {
    this.underWay.set(destination, this.underWayFor(destination) + 1);
    if (this.isRefusing(destination)) this.tried.add(destination);
  }

  /** What was sent before a message was refused, and is taken after that, says nothing: others may have been left alone since. */
  leave(destination: string, fate: Fate): void {
    const left = this.underWayFor(destination) - 1;
    if (left > 0) this.underWay.set(destination, left);
    else this.underWay.delete(destination);
    const wasTried = this.tried.delete(destination);
    if (fate === 'refused') this.restsUntil.set(destination, performance.now() + REST_MS);
    if (fate === 'removed' && wasTried) this.trust(destination);
  }

  /** It takes messages, or none waits for it. */
  trust(destination: string): void {
    this.restsUntil.delete(destination);
  }

  clear(): void {
    this.restsUntil.clear();
    this.tried.clear();
  }

  private underWayFor(destination: string): number {
    return this.underWay.get(destination) ?? 0;
  }

  private roomOf(destination: string): number {
    const until = this.restsUntil.get(destination);
    if (until === undefined) return MOST_UNDER_WAY;
    return performance.now() < until ? 0 : 1;
  }
}
