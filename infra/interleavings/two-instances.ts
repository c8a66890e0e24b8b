import type { Receiver } from '#messaging';

/**
 * Two instances of a service, of which one receives every third delivery: of those that come at once some share a
 * transaction, and others are handled by both at the same time.
 */
export function twoInstances(one: Receiver, other: Receiver): Receiver {
  let deliveries = 0;
  return {
    receive: (receptions) => (++deliveries % 3 === 0 ? other : one).receive(receptions),
    recordFailure: (message, failure) => one.recordFailure(message, failure),
  };
}
