import type { ServiceName } from '#contracts';
import {
  channels,
  channelsOf,
  deadLetterQueueOf,
  EVENTS,
  queuesOf,
  retryQueueOf,
  type TopologyOptions,
} from '#messaging';

/** Patterns for the names that a broker user may configure, write to and read from. */
export interface BrokerPermissions {
  readonly configure: string;
  readonly write: string;
  readonly read: string;
}

const NOTHING = '^$';

/** What a service needs, and no more: it declares nothing, and receives from its own channels alone. */
export const brokerPermissions = (service: ServiceName, topology: TopologyOptions): BrokerPermissions => ({
  configure: NOTHING,
  write: pattern([...exchangesWrittenBy(service, topology), EVENTS]),
  read: pattern(queuesReadBy(service, topology)),
});

/** Its own channels are among them: a dead letter that is sent back goes where it came from. */
function exchangesWrittenBy(service: ServiceName, { retryDelaysMs }: TopologyOptions): string[] {
  const own = channelsOf(service).map(({ name }) => name);
  const afterFailures = own.flatMap((name) => [
    ...retryDelaysMs.map((delayMs) => retryQueueOf(name, delayMs)),
    deadLetterQueueOf(name),
  ]);
  return [...own, ...afterFailures, ...channelsSentTo(service)];
}

/** Who awaits replies sends commands, and who takes commands sends replies. */
function channelsSentTo(service: ServiceName): string[] {
  const has = (owner: ServiceName, kind: string) =>
    channelsOf(owner).some(({ name }) => name === `${owner}.${kind}`);
  return channels
    .filter(({ owner }) => owner !== service)
    .filter(
      ({ name, owner }) =>
        (name === `${owner}.commands` && has(service, 'replies')) ||
        (name === `${owner}.replies` && has(service, 'commands')),
    )
    .map(({ name }) => name);
}

const queuesReadBy = (service: ServiceName, { shards }: TopologyOptions): string[] =>
  channelsOf(service).flatMap((channel) => [...queuesOf(channel, shards), deadLetterQueueOf(channel.name)]);

const pattern = (names: readonly string[]): string => `^(${names.map(literal).join('|')})$`;

const literal = (name: string): string => name.replaceAll('.', '\\.');
