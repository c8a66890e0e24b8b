export { CreateInbox1761000000002 } from './create-inbox.migration.js';
export { Inbox } from './inbox.js';
