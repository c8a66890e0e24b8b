import type { Sighting } from './sightings.js';
import { whereaboutsOf, type Whereabouts } from './whereabouts.js';

/** A message's way, as far as the services that answered know it. */
export interface TimelineMessage {
  readonly id: string;
  readonly type: string;
  readonly from?: string;
  readonly channel: string;
  readonly correlationId?: string;
  readonly causationId?: string;
  readonly storedAt?: string;
  readonly publishedAt?: string;
  readonly receivedAt?: string;
  readonly handledAt?: string;
  /** The latest attempt to handle it. */
  readonly attempt?: number;
  readonly outcome?: string;
  /** Why the latest attempt failed. */
  readonly error?: string;
  readonly where: string;
}

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
