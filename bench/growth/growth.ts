import { withDatabase } from '../measure/database.js';
import { services, type RunningSubject } from '../subjects/subject.js';
import { past } from './past.js';

/** Fills the tables of Order Saga with the rows of so many orders of the past, as a long life would have done. */
export async function grow({ databaseUrl }: RunningSubject, orders: number): Promise<void> {
  for (const service of services)
    await withDatabase(databaseUrl(service), async (database) => {
      for (const statement of past[service].grow) await database.query(statement, [orders]);
      await database.query('VACUUM ANALYZE');
    });
}

/** Takes them away again: nobody has asked for these orders, and the ledger would find that. */
export async function shrink({ databaseUrl }: RunningSubject): Promise<void> {
  for (const service of services)
    await withDatabase(databaseUrl(service), async (database) => {
      for (const statement of past[service].shrink) await database.query(statement);
    });
}
