import { topologyDefaults } from '#messaging/topology';
import { noHint, Transaction } from '#outbox';
import type { TestDatabase } from './test-database.js';

/** The real thing, without a relay: the messages of the work stay in the outbox, to be looked at. */
export const offlineTransaction = ({ dataSource }: TestDatabase, sender: string): Transaction =>
  new Transaction(dataSource, sender, noHint, topologyDefaults.shards);
