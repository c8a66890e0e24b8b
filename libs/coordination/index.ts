export { lockClass } from './advisory-locks.js';
export { DatabaseSession } from './database-session.js';
export { InstanceMembership } from './instance-membership.js';
export { LeaderLock } from './leader-lock.js';
export { LeaderTask } from './leader-task.js';
