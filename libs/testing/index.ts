export {
  ajanta,
  chickenVindaloo,
  fiveVindaloos,
  martha,
  nobody,
  oakland,
  percy,
  samosa,
  sybil,
  zelo,
} from './cast.js';
export { eventually } from './eventually.js';
export { offlineTransaction } from './offline-transaction.js';
export { outboxContent, type StoredMessage } from './outbox-content.js';
export { receivedMessage } from './received-message.js';
export { targetOf } from './network/connect-target.js';
export { TcpProxy } from './network/tcp-proxy.js';
export { createTestDatabase, type TestDatabase } from './test-database.js';
export { createTestBroker, type TestBroker } from './test-broker.js';
export type { TokenIssuer } from './token-issuer.js';
export { startService, type ServiceUnderTest, type StartedService } from './start-service.js';
export {
  isClean,
  judge,
  readBooks,
  type Allowances,
  type Attempt,
  type Books,
  type StoreAddresses,
  type Verdict,
} from './ledger/index.js';
