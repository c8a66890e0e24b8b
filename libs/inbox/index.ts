export { CreateInbox1761000000002 } from './create-inbox.migration.js';
export { isDatabaseUnavailable } from './database-errors.js';
export { Inbox } from './inbox.js';
