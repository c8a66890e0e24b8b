import { ConsumerRegistered, type Money } from '#contracts';
import { OncePerKey, type IdempotencyKey } from '#idempotency';
import type { UnitOfWork } from '#messaging';
import { Consumer, type ConsumerName } from '../domain/consumer.js';
import { Consumers } from './consumers.js';

export interface Registration {
  readonly name: ConsumerName;
  readonly creditLimit: Money;
}

export class RegisterConsumer {
  constructor(
    private readonly once: OncePerKey,
    private readonly consumers: Consumers,
  ) {}

  /** Resolves to the consumer as registered; once for each key. Throws IdempotencyKeyReused and RequestInProgress. */
  execute(registration: Registration, key?: IdempotencyKey): Promise<Consumer> {
    const { name, creditLimit } = registration;
    return this.once.run(key, registration, {
      make: (work, consumerId) => this.register(work, new Consumer(consumerId, name, creditLimit)),
      recall: (_, consumerId) => new Consumer(consumerId, name, creditLimit),
    });
  }

  private async register(work: UnitOfWork, consumer: Consumer): Promise<Consumer> {
    const { consumerId, creditLimit } = consumer;
    await this.consumers.add(work, consumer);
    work.publish(ConsumerRegistered, { consumerId, creditLimit }, { shardKey: consumerId });
    return consumer;
  }
}
