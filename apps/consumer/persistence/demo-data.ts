import type { EntityManager } from 'typeorm';
import { ConsumerSchema, type ConsumerRow } from './consumer.schema.js';

const demoConsumers: readonly Omit<ConsumerRow, 'heldCredit'>[] = [
  {
    consumerId: 'c0000000-0000-4000-8000-000000000001',
    firstName: 'Martha',
    lastName: 'Quill',
    creditLimit: 10_000_000,
    status: 'ACTIVE',
  },
  {
    consumerId: 'c0000000-0000-4000-8000-000000000002',
    firstName: 'Percy',
    lastName: 'Bramble',
    creditLimit: 2_000,
    status: 'ACTIVE',
  },
  {
    consumerId: 'c0000000-0000-4000-8000-000000000003',
    firstName: 'Sybil',
    lastName: 'Thorne',
    creditLimit: 50_000,
    status: 'SUSPENDED',
  },
];

/** Martha, Percy and Sybil; those who are there already stay as they are. */
export async function insertDemoData(entityManager: EntityManager): Promise<void> {
  const values = demoConsumers.map((consumer) => ({ ...consumer, heldCredit: 0 }));
  await entityManager.createQueryBuilder().insert().into(ConsumerSchema).values(values).orIgnore().execute();
}
