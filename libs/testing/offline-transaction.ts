import { DatabaseSession } from '#coordination';
import { RelaySignal, Transaction } from '#outbox';
import type { TestDatabase } from './test-database.js';

/** The real thing, without a relay: the messages of the work stay in the outbox, to be looked at. */
export const offlineTransaction = ({ url, dataSource }: TestDatabase, sender: string): Transaction =>
  new Transaction(dataSource, sender, new RelaySignal(new DatabaseSession(url, 'not connected')));
