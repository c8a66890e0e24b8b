import { channels, EVENTS, mustBeRouted } from '#messaging/topology';
import type { Sighting } from './sightings.js';

/** How far a message has come on its way to one of its receivers. */
export type Stage = 'outbox' | 'nobody' | 'channel' | 'retry' | 'dead-letter' | 'handled';

export interface Whereabouts {
  readonly stage: Stage;
  /** The stage in words, as `channel consumer.commands`. */
  readonly place: string;
  readonly channel: string;
  readonly receiver?: string;
}

/** One for each service that receives the message. */
export function whereaboutsOf(sighting: Sighting): readonly Whereabouts[] {
  const { type, channel, published } = sighting;
  if (published && !mustBeRouted(channel, type))
    return [{ stage: 'nobody', place: 'nobody subscribes', channel }];
  return receiversOf(channel, type).map((receiver) => ({ ...receiver, ...whereIsItFor(receiver, sighting) }));
}

/** Where the message is for those who have yet to handle it; an event without subscribers keeps nobody waiting. */
export const unsettledOf = (sighting: Sighting): readonly Whereabouts[] =>
  mustBeRouted(sighting.channel, sighting.type)
    ? whereaboutsOf(sighting).filter(({ stage }) => stage !== 'handled')
    : [];

export const isSettled = (sighting: Sighting): boolean => unsettledOf(sighting).length === 0;

type Receiver = Pick<Whereabouts, 'channel' | 'receiver'>;

function whereIsItFor(
  { receiver, channel }: Receiver,
  { handled, failed, published, from }: Sighting,
): Pick<Whereabouts, 'stage' | 'place'> {
  if (handled.some(({ by }) => by === receiver)) return { stage: 'handled', place: `handled by ${receiver}` };
  const failure = failed.findLast(({ by }) => by === receiver);
  if (failure) return { stage: failure.disposition, place: `${failure.disposition} channel of ${channel}` };
  if (published) return { stage: 'channel', place: `channel ${channel}` };
  return { stage: 'outbox', place: `outbox of ${from}` };
}

function receiversOf(channel: string, type: string): readonly Receiver[] {
  const reached = channels.filter(({ name, subscribesTo }) =>
    channel === EVENTS ? subscribesTo.some((event) => event.type === type) : name === channel,
  );
  if (reached.length === 0) return [{ channel }];
  return reached.map(({ name, owner }) => ({ channel: name, receiver: owner }));
}
