import { cents } from '#service-kit';
import { EntitySchema } from 'typeorm';
import type { ConsumerStatus } from '../domain/consumer.js';

export interface ConsumerRow {
  readonly consumerId: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly creditLimit: number;
  readonly status: ConsumerStatus;
  readonly heldCredit: number;
}

export const ConsumerSchema = new EntitySchema<ConsumerRow>({
  name: 'Consumer',
  tableName: 'consumers',
  columns: {
    consumerId: { name: 'consumer_id', type: 'uuid', primary: true },
    firstName: { name: 'first_name', type: 'text' },
    lastName: { name: 'last_name', type: 'text' },
    creditLimit: { name: 'credit_limit', ...cents },
    status: { type: 'text' },
    heldCredit: { name: 'held_credit', ...cents },
  },
});
