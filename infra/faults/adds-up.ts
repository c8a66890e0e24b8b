import { eventually } from '#testing';
import type { System } from '../local/index.js';
import { readLedger } from './ledger.js';

const GIVE_UP_MS = 60_000;

/** Waits until the system is quiet, and fails unless the ledger then agrees with what clients were told. */
export function addsUp(system: System, accepted: readonly string[]): Promise<void> {
  return eventually(
    async () =>
      expect(await readLedger(system, accepted)).toMatchObject({
        lost: [],
        stuck: 0,
        wronglyHeld: [],
        unbalanced: 0,
        wrongTickets: [],
        waitingInOutboxes: 0,
        deadLetters: 0,
      }),
    GIVE_UP_MS,
  );
}
