import type { ServiceName } from '#contracts';
import type { Exchange } from '../clients/exchange.js';
import { NotAsked } from './not-asked.js';

const RETRY_AFTER_S = 1;

/**
 * Lets so many calls to a service be under way and refuses others at once, so that a slow service cannot tie up what
 * the calls to the others need. Calls that are meant to wait have as much room of their own.
 *
 * Not opossum's `capacity`: there a refusal counts as a failure, and a burst of calls would open the breaker of a
 * service that is well; filtered, it counts as a success, and closes a half-open one.
 * Pattern: bulkhead (Nygard, "Release It!").
 */
export function bulkhead(service: ServiceName, capacity: number, exchange: Exchange): Exchange {
  const [quick, waiting] = [{ underWay: 0 }, { underWay: 0 }];
  return async (call) => {
    const room = call.waitMs === undefined ? quick : waiting;
    if (room.underWay >= capacity) throw new NotAsked(service, 'bulkhead-full', RETRY_AFTER_S);
    room.underWay += 1;
    try {
      return await exchange(call);
    } finally {
      room.underWay -= 1;
    }
  };
}
