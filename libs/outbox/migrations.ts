import { AddDestinationToOutbox1761000000006 } from './add-destination.migration.js';
import { AddRequestIdToOutbox1761000000005 } from './add-request-id.migration.js';
import { CreateOutbox1761000000001 } from './create-outbox.migration.js';

/** For the data source of every service that has an outbox. */
export const outboxMigrations = [
  CreateOutbox1761000000001,
  AddRequestIdToOutbox1761000000005,
  AddDestinationToOutbox1761000000006,
];
