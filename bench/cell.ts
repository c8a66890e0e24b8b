import type { Attempt } from '#testing';
import type { Bed } from './bed.js';
import { figuresOf } from './figures.js';
import { connectionsOf, runLoad, type Load } from './load/load.js';
import { openPoster, type Posting } from './load/posting.js';
import { startClock } from './measure/clock.js';
import { between, readMeters } from './measure/meters.js';
import { untilQuiet } from './measure/quiet.js';
import { validationTimes } from './measure/validations.js';
import type { Figures } from './results.js';

/** Puts a load on a system, waits until it has done with it, and says what that was like. */
export async function measure(bed: Bed, name: string, load: Load): Promise<Figures> {
  const { subject, servers } = bed;
  const before = await readMeters(servers);
  const postings = await postAll(bed, name, load);
  const after = await untilQuiet(subject, servers);
  const times = await validationTimes(subject.databaseUrl('order'), orderIdsOf(postings));
  return figuresOf(postings, times, between(before, after));
}

/** Resolves when all are answered, and remembers what was asked. */
export async function postAll(bed: Bed, name: string, load: Load): Promise<Posting[]> {
  const clock = startClock();
  const poster = openPoster(bed.subject, { name, connections: connectionsOf(load), clock });
  try {
    const postings = await runLoad(load, poster, clock);
    for (const posting of postings) bed.attempts.push(attemptOf(posting));
    reportRefusals(postings);
    return postings;
  } finally {
    await poster.close();
  }
}

export const orderIdsOf = (postings: readonly Posting[]): string[] =>
  postings.flatMap(({ orderId }) => (orderId ? [orderId] : []));

/** One line for each kind, with what the first of them was told. */
function reportRefusals(postings: readonly Posting[]): void {
  const refused = postings.filter(({ orderId }) => orderId === undefined);
  for (const [status, alike] of Map.groupBy(refused, (posting) => posting.status))
    console.error(`  ${alike.length} orders were answered ${status}: ${alike[0]?.refusal}`);
}

function attemptOf({ reference, orderId, status }: Posting): Attempt {
  if (orderId) return { reference, orderId, outcome: 'accepted' };
  return { reference, outcome: status >= 400 && status < 500 ? 'refused' : 'unknown' };
}
