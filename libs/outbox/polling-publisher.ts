import type { BatchPublisher } from './batch-publisher.js';
import type { RelayMethod } from './relay.js';
import type { RelaySignal } from './relay-signal.js';

/**
 * Reads the oldest rows of the outbox table, again and again: woken at commit, and by itself every `intervalMs`.
 * Pattern: Polling publisher (Richardson, Microservices Patterns, 3.3.7).
 */
export class PollingPublisher implements RelayMethod {
  constructor(
    readonly intervalMs: number,
    readonly bell: RelaySignal,
    private readonly batches: BatchPublisher,
  ) {}

  async publishSome(): Promise<boolean> {
    const { confirmed, refused } = await this.batches.publishFromTable();
    return confirmed.length + refused > 0;
  }

  standDown(): Promise<void> {
    this.batches.heldBack.clear();
    return Promise.resolve();
  }
}
