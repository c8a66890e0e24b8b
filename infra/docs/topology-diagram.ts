import {
  channels,
  deadLetterQueueOf,
  EVENTS,
  eventKeyOf,
  queuesOf,
  retryQueueOf,
  type TopologyOptions,
} from '#messaging';
import { mermaid } from './markdown.js';

/** One sharded channel in full, and the events that flow into channels. */
export function topologyDiagram({ shards, retryDelaysMs }: TopologyOptions): string {
  const [channel] = channels;
  if (!channel) return '';
  const { name, owner } = channel;
  const queues = queuesOf(channel, shards);
  const retries = retryDelaysMs.map((delayMs) => retryQueueOf(name, delayMs));
  return mermaid([
    'flowchart LR',
    `    exchange{{"${name}"}}`,
    ...queues.map((queue, shard) => `    exchange -- "${shard}" --> shard${shard}[("${queue}")]`),
    ...queues.map((_, shard) => `    shard${shard} --> handlers["handlers of ${owner}"]`),
    ...retries.map(
      (queue, step) => `    handlers -. "attempt ${step + 1} failed" .-> retry${step}[("${queue}")]`,
    ),
    ...retries.map((_, step) => `    retry${step} -. "expired" .-> exchange`),
    `    handlers -. "attempt ${retries.length + 1} failed, or malformed" .-> dead[("${deadLetterQueueOf(name)}")]`,
    `    dead -. "redrive" .-> exchange`,
    ...eventFlow(),
  ]);
}

const eventFlow = (): string[] =>
  channels.flatMap(({ name, owner, subscribesTo }, index) =>
    subscribesTo.map(
      ({ publisher, type }) =>
        `    events{{"${EVENTS}"}} -- "${eventKeyOf(publisher, type)}" --> subscriber${index}[("${name}")] --> subscribed${index}["handlers of ${owner}"]`,
    ),
  );
