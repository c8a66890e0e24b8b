import {
  CancelTicket,
  ConsumerValidated,
  OrderDetailsValidated,
  TicketCancelled,
  ValidateConsumerInfo,
  ValidateOrderDetails,
} from '#contracts';
import { ageOf } from './duration.js';
import type { Sighting } from './sightings.js';
import { unsettledOf, type Whereabouts } from './whereabouts.js';

/** The reply that each command is sent for. */
const AWAITED: ReadonlyMap<string, string> = new Map([
  [ValidateConsumerInfo.type, ConsumerValidated.type],
  [ValidateOrderDetails.type, OrderDetailsValidated.type],
  [CancelTicket.type, TicketCancelled.type],
]);

/** What is waited for, and why it has not come: `ConsumerValidated: ValidateConsumerInfo was published to ..`. */
export function obstacleOf(sighting: Sighting, now: Date): string {
  const [where] = unsettledOf(sighting);
  const awaited =
    AWAITED.get(sighting.type) ?? `${where?.receiver ?? 'a receiver'} to handle ${sighting.type}`;
  return where ? `${awaited}: ${sighting.type} ${predicate(where, sighting, now)}` : awaited;
}

function predicate({ stage, channel }: Whereabouts, sighting: Sighting, now: Date): string {
  const { from, storedAt, publishedAt } = sighting;
  if (stage === 'outbox')
    return `was stored in the outbox of ${from}${since(storedAt, now)} and is not published yet`;
  if (stage === 'channel')
    return `was published to ${channel}${since(publishedAt, now)} and is not handled yet`;
  const failure = sighting.failed.at(-1);
  const failed = `failed at attempt ${failure?.attempt} (${failure?.error})${since(failure?.failedAt, now)}`;
  return stage === 'retry'
    ? `${failed} and will be tried again`
    : `${failed} and is in the dead-letter channel of ${channel} until an operator redrives it`;
}

const since = (time: string | undefined, now: Date): string => (time ? ` ${ageOf(time, now)}` : '');
