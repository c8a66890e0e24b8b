import { ConsumerSuspended } from '#contracts';
import { Transaction } from '#outbox';
import { ConsumerNotFound } from '../domain/consumer-errors.js';
import type { Consumer } from '../domain/consumer.js';
import { Consumers } from './consumers.js';

/** Suspending a consumer again changes nothing. */
export class SuspendConsumer {
  constructor(
    private readonly transaction: Transaction,
    private readonly consumers: Consumers,
  ) {}

  /** Throws ConsumerNotFound. */
  execute(consumerId: string): Promise<Consumer> {
    return this.transaction.run(async (work) => {
      const consumer = await this.consumers.lock(work, consumerId);
      if (!consumer) throw new ConsumerNotFound(consumerId);
      if (consumer.isSuspended()) return consumer;
      const suspended = consumer.suspend();
      await this.consumers.saveStatus(work, suspended);
      work.publish(ConsumerSuspended, { consumerId: suspended.consumerId }, { shardKey: consumerId });
      return suspended;
    });
  }
}
