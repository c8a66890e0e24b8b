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

/** PostgreSQL's bigint comes as a string; an amount of cents fits a number. */
const cents = { to: (value: number) => value, from: (value: string) => Number(value) };

export const ConsumerSchema = new EntitySchema<ConsumerRow>({
  name: 'Consumer',
  tableName: 'consumers',
  columns: {
    consumerId: { name: 'consumer_id', type: 'uuid', primary: true },
    firstName: { name: 'first_name', type: 'text' },
    lastName: { name: 'last_name', type: 'text' },
    creditLimit: { name: 'credit_limit', type: 'bigint', transformer: cents },
    status: { type: 'text' },
    heldCredit: { name: 'held_credit', type: 'bigint', transformer: cents },
  },
});
