import { eventually, isClean, judge, readBooks, type Attempt, type Verdict } from '#testing';
import { Load } from '../faults/harness/load.js';
import { Random } from '../faults/harness/random.js';
import { stores } from './stores.js';

const ORDERS = 150;
const PER_SECOND = 15;
const QUIET_MS = 180_000;

export interface Fault {
  readonly strike: () => Promise<unknown>;
  /** Gets what became of the orders since it struck, as far as they are answered. */
  readonly lift: (attempts: () => readonly Attempt[]) => Promise<unknown>;
}

/**
 * Orders at a steady rate; after a third of them the fault strikes, after two thirds it is lifted. Resolves to what the
 * ledger says as soon as it is content, or when it has not been for long.
 */
export async function survive(name: string, fault: Fault): Promise<Verdict> {
  const gatewayUrl = process.env.GATEWAY_URL ?? '';
  const random = new Random(name);
  const load = await Load.begin({ name, gatewayUrl, orders: ORDERS, perSecond: PER_SECOND, random });
  await load.sent(ORDERS / 3);
  await fault.strike();
  const before = load.attempts.length;
  await load.sent((ORDERS * 2) / 3);
  await fault.lift(() => load.attempts.slice(before));
  const { attempts } = await load.finish();
  return eventually(async () => {
    const verdict = judge(attempts, await readBooks(stores));
    if (!isClean(verdict)) throw new Error(JSON.stringify(verdict, null, 2));
    return verdict;
  }, QUIET_MS);
}
