import { ConsumerRegistered, type Money } from '#contracts';
import { Transaction } from '#outbox';
import { v7 as uuidv7 } from 'uuid';
import { Consumer, type ConsumerName } from '../domain/consumer.js';
import { Consumers } from './consumers.js';

export interface Registration {
  readonly name: ConsumerName;
  readonly creditLimit: Money;
}

export class RegisterConsumer {
  constructor(
    private readonly transaction: Transaction,
    private readonly consumers: Consumers,
  ) {}

  async execute({ name, creditLimit }: Registration): Promise<Consumer> {
    const consumer = new Consumer(uuidv7(), name, creditLimit);
    const { consumerId } = consumer;
    await this.transaction.run(async (work) => {
      await this.consumers.add(work, consumer);
      work.publish(ConsumerRegistered, { consumerId, creditLimit }, { shardKey: consumerId });
    });
    return consumer;
  }
}
