import fc from 'fast-check';
import { auditAccounts, auditAll } from './audit.js';
import { readBooks, type Books } from './books.js';
import { Performance } from './performance.js';
import { schedules, type Schedule } from './schedule.js';
import { cleanUp, type ThreeServices } from './three-services.js';

/** The same seed gives the same schedules; only who wins of two things done at once is left to chance. */
export const seed = Number(process.env.FAULTS_SEED ?? Math.floor(Math.random() * 2 ** 31));

const demand = (violations: readonly string[], { story }: Performance): void => {
  if (violations.length > 0) throw new Error([...violations, 'after:', ...story].join('\n  '));
};

/** Plays a schedule and throws, with its story, unless everything adds up after each step and at the end. */
async function playAndAudit(services: ThreeServices, schedule: Schedule): Promise<Books> {
  await cleanUp(services);
  const performance = new Performance(services, schedule, async (soFar) =>
    demand(await auditAccounts(soFar), soFar),
  );
  await performance.play();
  const books = await readBooks(services);
  demand(await auditAll(performance, books), performance);
  return books;
}

/** However messages interleave, are repeated, delayed and lost, everything adds up in the end. */
export const everythingAddsUp = (
  services: ThreeServices,
  show: (books: Books) => void = () => {},
): fc.IAsyncProperty<[Schedule]> =>
  fc.asyncProperty(schedules, async (schedule) => show(await playAndAudit(services, schedule)));
