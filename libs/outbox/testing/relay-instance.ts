import { OrderValidated, ValidateConsumerInfo } from '#contracts';
import { DatabaseSession, LeaderLock } from '#coordination';
import { Publisher } from '#messaging';
import { eventually, type TestDatabase } from '#testing';
import { randomUUIDv7 } from 'node:crypto';
import { BatchPublisher } from '../batch-publisher.js';
import { LogTailing } from '../log-tailing/log-tailing.js';
import { ReplicationSlot } from '../log-tailing/replication-slot.js';
import { PollingPublisher } from '../polling-publisher.js';
import { Relay, type RelayMethod } from '../relay.js';
import { noHint, RelaySignal } from '../relay-signal.js';
import { Transaction } from '../transaction.js';

const LEADER = 1;
const INTERVAL_MS = 100;
const SHARDS = 1;

export const relays = ['polling', 'log-tailing'] as const;
export type RelayKind = (typeof relays)[number];

export interface RelayInstanceOptions {
  readonly kind: RelayKind;
  readonly database: Pick<TestDatabase, 'url' | 'dataSource'>;
  readonly brokerUrl: string;
  readonly intervalMs?: number;
}

/** One instance of a service, as far as its outbox goes. */
export class RelayInstance {
  readonly session: DatabaseSession;
  readonly publisher = new Publisher();
  readonly leader: LeaderLock;
  readonly transaction: Transaction;
  readonly slot: ReplicationSlot;
  readonly batches: BatchPublisher;
  private readonly method: RelayMethod;
  private readonly relay: Relay;

  constructor(private readonly options: RelayInstanceOptions) {
    const { url, dataSource } = options.database;
    this.session = new DatabaseSession(url, 'relay under test');
    this.leader = new LeaderLock(this.session, LEADER);
    this.slot = new ReplicationSlot({ url, name: 'tail under test' }, this.session);
    this.batches = new BatchPublisher(SHARDS, this.session, this.publisher);
    const signal = new RelaySignal(this.session, this.leader);
    const hint = options.kind === 'polling' ? signal : noHint;
    this.transaction = new Transaction(dataSource, 'order', hint, SHARDS);
    const source = { session: this.session, leader: this.leader };
    this.method = this.methodWith(signal);
    this.relay = new Relay(this.method, source, this.publisher);
  }

  async start(): Promise<void> {
    this.session.start();
    await this.publisher.start(this.options.brokerUrl, 'relay under test');
    this.relay.start();
  }

  async stop(): Promise<void> {
    await this.relay.stop();
    await this.publisher.close();
    await this.session.stop();
  }

  /** Has it look for messages now; it can. */
  async wake(): Promise<void> {
    await eventually(() => expect(this.session.isConnected() && this.publisher.isReady()).toBe(true));
    this.method.bell.ring();
  }

  /** Stores a command; `orderTotal` tells one from the other. */
  place(orderTotal: number, hold: Promise<void> = Promise.resolve()): Promise<void> {
    return this.placeAll([orderTotal], { hold });
  }

  /** Stores commands in one transaction, of one order or each of its own. */
  placeAll(
    orderTotals: readonly number[],
    { shardKey, hold }: { readonly shardKey?: string; readonly hold?: Promise<void> } = {},
  ): Promise<void> {
    return this.transaction.run(async (work) => {
      for (const orderTotal of orderTotals) {
        const orderId = randomUUIDv7();
        const body = { orderId, consumerId: randomUUIDv7(), orderTotal };
        work.send(ValidateConsumerInfo, body, { shardKey: shardKey ?? orderId });
      }
      await hold;
    });
  }

  /** Stores an event that `restaurant.events` is to get. */
  validateOrder(): Promise<void> {
    return this.validateOrders(1);
  }

  /** Stores events of as many orders, in one transaction. */
  validateOrders(count: number): Promise<void> {
    return this.transaction.run(async (work) => {
      for (let index = 0; index < count; index++) {
        const orderId = randomUUIDv7();
        const order = { orderId, consumerId: randomUUIDv7(), restaurantId: randomUUIDv7(), orderTotal: 1 };
        const lineItems = [{ menuItemId: 'samosa', quantity: 1 }];
        work.publish(OrderValidated, { ...order, lineItems }, { shardKey: orderId });
      }
    });
  }

  private methodWith(signal: RelaySignal): RelayMethod {
    const { kind, intervalMs = INTERVAL_MS } = this.options;
    if (kind === 'polling') return new PollingPublisher(intervalMs, signal, this.batches);
    return new LogTailing(intervalMs, this.slot, this.session, this.batches);
  }
}
