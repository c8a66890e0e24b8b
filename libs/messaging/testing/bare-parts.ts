import type { Receiver } from '../receiver.js';
import type { Membership } from '../shard-balance.js';
import type { UnitOfWork } from '../unit-of-work.js';

const noWork = {} as UnitOfWork;

/** Decides without a database, for tests of the transport alone; it can undo nothing, so it takes one at a time. */
export const bareReceiver: Receiver = {
  receive: async (receptions) => {
    if (receptions.length > 1) throw new Error('one at a time');
    for (const { message, decide } of receptions) await decide(message, noWork);
    return ['handled'];
  },
  recordFailure: async () => {},
};

/** The only instance there is. */
export const alone: Membership = {
  join: () => {},
  leave: async () => {},
  place: () => ({ rank: 0, size: 1 }),
  onChange: () => {},
};
