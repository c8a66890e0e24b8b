import type { DatabaseSession, LeaderLock } from '#coordination';
import type { Publisher } from '#messaging';
import { waitAtMost } from '#service-kit';
import { Logger } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import type { Bell } from './bell.js';

/** How a relay that leads comes by the messages that wait: it polls the outbox table, or tails the transaction log. */
export interface RelayMethod {
  /** Rings when there may be something to publish. */
  readonly bell: Bell;
  /** How long the relay sleeps when nothing rings. */
  readonly intervalMs: number;
  /** Resolves to true when there may be more to publish at once. */
  publishSome(): Promise<boolean>;
  /** Resolves when the broker has answered for all that was sent, and what it has confirmed is removed. */
  settled(): Promise<void>;
  /** Gives up what only the leader may hold; the next `publishSome` starts afresh. Never rejects. */
  standDown(): Promise<void>;
}

export interface RelaySource {
  readonly session: DatabaseSession;
  readonly leader: LeaderLock;
}

const GRACE_MS = 5_000;
/** What fails at once would fail again before the loss that it comes of is noticed, and keep it from being noticed. */
const PAUSE_MS = 100;

/**
 * The message relay: publishes what stands in the outbox, and removes a row only when the broker has confirmed it. A
 * crash in between publishes it again, which the receivers' inboxes bear. One leader per database, since several would
 * mix up the order of an order's messages.
 * Pattern: Message relay (Richardson, Microservices Patterns, 3.3.7).
 */
export class Relay {
  private readonly logger = new Logger('Relay');
  private running: Promise<void> = Promise.resolve();
  private stopped = false;
  private lastProblem = '';

  constructor(
    private readonly method: RelayMethod,
    private readonly source: RelaySource,
    private readonly publisher: Publisher,
  ) {}

  start(): void {
    this.running = this.run();
  }

  /**
   * Finishes what is under way and lets another instance lead. What the broker does not confirm is given up after a while:
   * it is still there.
   */
  async stop(): Promise<void> {
    this.stopped = true;
    this.method.bell.ring();
    await waitAtMost(
      GRACE_MS,
      this.running.then(() => this.method.settled()),
    );
    await this.method.standDown();
    await this.source.leader.release();
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      const more = await this.publishSome().catch((error: Error) => this.startOver(error));
      if (more) this.lastProblem = '';
      else if (!this.stopped) await this.method.bell.wait(this.method.intervalMs);
    }
  }

  private async publishSome(): Promise<boolean> {
    if (await this.leads()) return this.method.publishSome();
    await this.method.standDown();
    return false;
  }

  /** A leader that cannot reach the broker makes way for an instance that may. */
  private async leads(): Promise<boolean> {
    const { session, leader } = this.source;
    if (!session.isConnected()) return false;
    if (this.publisher.isReady()) return leader.tryAcquire();
    await this.method.standDown();
    await leader.release();
    return false;
  }

  /** What lasts is said once. */
  private async startOver({ message }: Error): Promise<false> {
    if (this.source.session.isConnected() && message !== this.lastProblem) {
      this.logger.warn(`The relay pauses: ${message}`);
      this.lastProblem = message;
    }
    await this.method.standDown();
    await delay(PAUSE_MS);
    return false;
  }
}
