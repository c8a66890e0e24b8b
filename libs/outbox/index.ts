export { CreateOutbox1761000000001 } from './create-outbox.migration.js';
export { OutboxWork, type Cause } from './outbox-work.js';
export { PollingPublisher, type RelayOptions } from './polling-publisher.js';
export { RelaySignal } from './relay-signal.js';
export { Transaction } from './transaction.js';
