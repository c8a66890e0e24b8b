import type { UnitOfWork } from '#messaging';
import { joinedLock } from '#service-kit';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Consumers } from '../application/consumers.js';
import { ConsumerNotFound } from '../domain/consumer-errors.js';
import { Consumer } from '../domain/consumer.js';
import { ConsumerSchema, type ConsumerRow } from './consumer.schema.js';

@Injectable()
export class TypeOrmConsumers extends Consumers {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async get(consumerId: string): Promise<Consumer> {
    const row = await this.dataSource.manager.findOne(ConsumerSchema, { where: { consumerId } });
    if (!row) throw new ConsumerNotFound(consumerId);
    return toConsumer(row);
  }

  async add({ entityManager }: UnitOfWork, consumer: Consumer): Promise<void> {
    const { consumerId, name, creditLimit, status, heldCredit } = consumer;
    await entityManager.insert(ConsumerSchema, { consumerId, ...name, creditLimit, status, heldCredit });
  }

  async lock({ entityManager }: UnitOfWork, consumerId: string): Promise<Consumer | undefined> {
    const row = await lockConsumer(entityManager, consumerId);
    return row ? toConsumer(row) : undefined;
  }

  async saveStatus({ entityManager }: UnitOfWork, { consumerId, status }: Consumer): Promise<void> {
    await entityManager.update(ConsumerSchema, { consumerId }, { status });
  }
}

const lockConsumer = joinedLock(ConsumerSchema, 'consumerId');

function toConsumer({
  consumerId,
  firstName,
  lastName,
  creditLimit,
  status,
  heldCredit,
}: ConsumerRow): Consumer {
  return new Consumer(consumerId, { firstName, lastName }, creditLimit, status, heldCredit);
}
