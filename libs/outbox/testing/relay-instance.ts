import { ValidateConsumerInfo } from '#contracts';
import { DatabaseSession, LeaderLock } from '#coordination';
import { Publisher } from '#messaging';
import type { TestDatabase } from '#testing';
import { v7 as uuidv7 } from 'uuid';
import { PollingPublisher } from '../polling-publisher.js';
import { RelaySignal } from '../relay-signal.js';
import { Transaction } from '../transaction.js';

const LEADER = 1;

/** One instance of a service, as far as its outbox goes. */
export class RelayInstance {
  readonly session: DatabaseSession;
  readonly publisher = new Publisher();
  readonly leader: LeaderLock;
  readonly transaction: Transaction;
  private readonly relay: PollingPublisher;

  constructor(
    database: TestDatabase,
    private readonly brokerUrl: string,
  ) {
    this.session = new DatabaseSession(database.url, 'relay under test');
    this.leader = new LeaderLock(this.session, LEADER);
    const signal = new RelaySignal(this.session);
    this.transaction = new Transaction(database.dataSource, 'order', signal);
    const source = { session: this.session, leader: this.leader };
    this.relay = new PollingPublisher({ shards: 1, pollingIntervalMs: 100 }, source, this.publisher, signal);
  }

  async start(): Promise<void> {
    this.session.start();
    await this.publisher.start(this.brokerUrl, 'relay under test');
    this.relay.start();
  }

  async stop(): Promise<void> {
    await this.relay.stop();
    await this.publisher.close();
    await this.session.stop();
  }

  /** Stores a command; `orderTotal` tells one from the other. */
  place(orderTotal: number, hold: Promise<void> = Promise.resolve()): Promise<void> {
    return this.transaction.run(async (work) => {
      const orderId = uuidv7();
      work.send(ValidateConsumerInfo, { orderId, consumerId: uuidv7(), orderTotal }, { shardKey: orderId });
      await hold;
    });
  }
}
