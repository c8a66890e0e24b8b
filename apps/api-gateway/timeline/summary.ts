import type { ServiceName } from '#contracts';
import { ageOf, durationBetween } from './duration.js';
import { obstacleOf } from './obstacle.js';
import type { OrderSagasResponse } from '#contracts/rest';
import type { Sighting } from './sightings.js';
import { isSettled, whereaboutsOf } from './whereabouts.js';

const UNDER_WAY = ['PENDING', 'CANCEL_PENDING'];

/** Answers "why is my order pending?", or says what became of the order, in one sentence. */
export function summaryOf(
  order: OrderSagasResponse,
  sightings: readonly Sighting[],
  incomplete: readonly ServiceName[],
  now: Date,
): string {
  const unsettled = sightings.filter((sighting) => !isSettled(sighting));
  const known = UNDER_WAY.includes(order.state)
    ? waitingFor(order, unsettled, now)
    : conclusion(order) + leftovers(unsettled);
  return incomplete.length === 0
    ? known
    : `${known} (${incomplete.join(' and ')} did not answer: there may be more)`;
}

function waitingFor(order: OrderSagasResponse, unsettled: readonly Sighting[], now: Date): string {
  if (unsettled.length === 0) return waitingForNothing(order, now);
  return `Waiting for ${unsettled.map((sighting) => obstacleOf(sighting, now)).join('; and for ')}`;
}

function waitingForNothing({ state, sagas }: OrderSagasResponse, now: Date): string {
  const deadlineAt = sagas.find(({ status }) => status === 'RUNNING')?.deadlineAt;
  const known = `The order is ${state}, and all its messages are handled`;
  if (!deadlineAt) return known;
  return Date.parse(deadlineAt) > now.getTime()
    ? `${known}; its deadline is in ${durationBetween(now.toISOString(), deadlineAt)}`
    : `${known}; its deadline passed ${ageOf(deadlineAt, now)}`;
}

function conclusion({ state, createdAt, sagas }: OrderSagasResponse): string {
  const last = sagas.findLast(({ endedAt }) => endedAt !== null);
  if (!last?.endedAt) return `The order is ${state}`;
  const outcome = last.reason ? `${last.status.toLowerCase()} (${last.reason})` : last.status.toLowerCase();
  const after = durationBetween(createdAt, last.endedAt);
  return `The order is ${state}: ${last.name} ${outcome} ${after} after it was placed`;
}

function leftovers(unsettled: readonly Sighting[]): string {
  if (unsettled.length === 0) return '';
  const messages = unsettled.map((sighting) => {
    const places = whereaboutsOf(sighting).map(({ place }) => place);
    return `${sighting.type} (${places.join(', ')})`;
  });
  return `; not handled yet: ${messages.join(', ')}`;
}
