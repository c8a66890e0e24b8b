import { BATCH_SIZE, type BatchPublisher } from './batch-publisher.js';
import type { Fate } from './fate.js';
import type { RelayMethod } from './relay.js';
import type { RelaySignal } from './relay-signal.js';

/**
 * Reads the oldest rows of the outbox table, again and again: woken at commit, and by itself every `intervalMs`.
 * Pattern: Polling publisher (Richardson, Microservices Patterns, 3.3.7).
 */
export class PollingPublisher implements RelayMethod {
  /** Rows were left in the table for want of room, or for those before them. */
  private leftSome = false;

  constructor(
    readonly intervalMs: number,
    readonly bell: RelaySignal,
    private readonly batches: BatchPublisher,
  ) {}

  async publishSome(): Promise<boolean> {
    const { found, sent, passedOver } = await this.batches.publishFromTable((_, fate) => this.goOn(fate));
    this.leftSome = sent < found || found === BATCH_SIZE || passedOver;
    return this.leftSome && (sent > 0 ? found === BATCH_SIZE : this.batches.traffic.size === 0);
  }

  settled(): Promise<void> {
    return this.batches.settled();
  }

  private goOn(fate: Fate): void {
    if (this.leftSome && fate !== 'unknown') this.bell.ring();
  }

  standDown(): Promise<void> {
    this.batches.traffic.forgetRefusals();
    return Promise.resolve();
  }
}
