import type { TimelineMessage } from '#contracts/rest';
import type { Sighting } from './sightings.js';
import { whereaboutsOf, type Whereabouts } from './whereabouts.js';

export function timelineMessageOf(sighting: Sighting): TimelineMessage {
  const { id, type, from, channel, correlationId, causationId, storedAt, publishedAt } = sighting;
  const where = placesOf(whereaboutsOf(sighting));
  const sent = { id, type, from, channel, correlationId, causationId, storedAt, publishedAt };
  return { ...sent, ...latestAttempt(sighting), where };
}

function latestAttempt({ handled, failed }: Sighting): Partial<TimelineMessage> {
  const success = handled.at(-1);
  const failure = failed.at(-1);
  if (failure) return { attempt: failure.attempt, error: failure.error };
  if (!success) return {};
  const { receivedAt, handledAt, attempt, outcome } = success;
  return { receivedAt, handledAt, attempt, ...(outcome && { outcome }) };
}

const placesOf = (whereabouts: readonly Whereabouts[]): string =>
  [...new Set(whereabouts.map(({ place }) => place))].join(', ');
