import { channels, EVENTS } from '#messaging/topology';
import type { FailedMessage, HandledMessage, MessageTrailResponse } from '#contracts/rest';

type By<Sight> = Sight & { readonly by: string };

/** All that the services have seen of one message. */
export interface Sighting {
  readonly id: string;
  readonly type: string;
  /** The service that sent it; unknown while only failed attempts are. */
  readonly from?: string;
  readonly channel: string;
  readonly correlationId?: string;
  readonly causationId?: string;
  readonly storedAt?: string;
  readonly publishedAt?: string;
  /** A message that was received was published, whatever its sender knows of it. */
  readonly published: boolean;
  readonly handled: readonly By<HandledMessage>[];
  /** In the order of their attempts. */
  readonly failed: readonly By<FailedMessage>[];
}

/**
 * The trails, merged by message, in the order in which the messages came to be. What a message's sender says of it
 * counts before what its receivers say.
 */
export function sightingsOf(trails: readonly MessageTrailResponse[]): readonly Sighting[] {
  const sent = trails.flatMap(({ service, waiting, published }) => [
    ...waiting.map((message) => sightingOf(message, { from: service })),
    ...published.map((message) => sightingOf(message, { from: service, published: true })),
  ]);
  const received = trails.flatMap(({ service: by, handled, failed }) => [
    ...handled.map((message) =>
      sightingOf(message, { published: true, from: message.sender, handled: [{ ...message, by }] }),
    ),
    ...failed.map((message) => sightingOf(message, { published: true, failed: [{ ...message, by }] })),
  ]);
  const byId = Map.groupBy([...sent, ...received], ({ id }) => id);
  return [...byId.values()].map((seen) => seen.reduce(combine)).toSorted(byTime);
}

type Identity = Pick<
  Sighting,
  'id' | 'type' | 'channel' | 'correlationId' | 'causationId' | 'storedAt' | 'publishedAt'
>;

const sightingOf = (message: Identity, seen: Partial<Sighting>): Sighting => ({
  id: message.id,
  type: message.type,
  channel: sentTo(message.channel),
  correlationId: message.correlationId,
  causationId: message.causationId,
  storedAt: message.storedAt,
  publishedAt: message.publishedAt,
  published: false,
  handled: [],
  failed: [],
  ...seen,
});

const combine = (one: Sighting, other: Sighting): Sighting => ({
  id: one.id,
  type: one.type,
  channel: one.channel,
  from: one.from ?? other.from,
  correlationId: one.correlationId ?? other.correlationId,
  causationId: one.causationId ?? other.causationId,
  storedAt: one.storedAt ?? other.storedAt,
  publishedAt: one.publishedAt ?? other.publishedAt,
  published: one.published || other.published,
  handled: [...one.handled, ...other.handled],
  failed: [...one.failed, ...other.failed].toSorted((a, b) => a.failedAt.localeCompare(b.failedAt)),
});

/** A subscriber knows an event by its own channel; it was sent to the one that all subscribers share. */
const sentTo = (channel: string): string =>
  channels.some(({ name, subscribesTo }) => name === channel && subscribesTo.length > 0) ? EVENTS : channel;

/** Clocks of services differ a little; ids hold the sender's clock, too (UUIDv7), and settle what is equal. */
const byTime = (a: Sighting, b: Sighting): number =>
  firstSeen(a).localeCompare(firstSeen(b)) || a.id.localeCompare(b.id);

const firstSeen = ({ storedAt, handled, failed }: Sighting): string =>
  storedAt ?? handled[0]?.receivedAt ?? failed[0]?.failedAt ?? '';
