import type { Receiver } from '../receiver.js';
import type { Membership } from '../shard-balance.js';
import type { UnitOfWork } from '../unit-of-work.js';

export const noWork = {} as UnitOfWork;

/** Decides without a database: for tests of the transport alone. */
export const bareReceiver: Receiver = {
  receive: async (message, decide) => void (await decide(message, noWork)),
  recordFailure: async () => {},
};

/** The only instance there is. */
export const alone: Membership = {
  join: () => {},
  leave: async () => {},
  place: () => ({ rank: 0, size: 1 }),
  onChange: () => {},
};
