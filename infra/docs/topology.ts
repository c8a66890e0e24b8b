import {
  channels,
  deadLetterQueueOf,
  declareTopology,
  queuesOf,
  retryQueueOf,
  type TopologyOptions,
} from '#messaging';
import { code, table } from './markdown.js';

type Arguments = Readonly<Record<string, unknown>>;
type Amqp = Parameters<typeof declareTopology>[0];

/** Every channel with its exchanges and queues. */
export function channelTable({ shards, retryDelaysMs }: TopologyOptions): string {
  const rows = channels.map((channel) => {
    const queues = queuesOf(channel, shards);
    return [
      code(channel.name),
      channel.owner,
      queues.length > 1
        ? `${code(queues[0] ?? '')} .. ${code(`${queues.length - 1}`)}`
        : code(queues[0] ?? ''),
      `${code(retryQueueOf(channel.name, retryDelaysMs[0] ?? 0))} and ${retryDelaysMs.length - 1} more`,
      code(deadLetterQueueOf(channel.name)),
    ];
  });
  return table(['channel (direct exchange)', 'received by', 'queues', 'retry', 'dead letters'], rows);
}

/** The arguments with which each kind of queue is declared, as the broker is told them. */
export async function queueTable(options: TopologyOptions): Promise<string> {
  const declared = await declaredQueues(options);
  const [channel] = channels;
  if (!channel) return '';
  const kinds = [
    ...queuesOf(channel, options.shards).slice(0, 1),
    ...options.retryDelaysMs.slice(0, 1).map((delayMs) => retryQueueOf(channel.name, delayMs)),
    deadLetterQueueOf(channel.name),
  ];
  return table(
    ['queue', 'arguments'],
    kinds.map((queue) => [code(queue), told(declared.get(queue) ?? {})]),
  );
}

const told = (args: Arguments): string =>
  Object.entries(args)
    .map(([name, value]) => code(`${name}: ${value}`))
    .join(', ');

async function declaredQueues(options: TopologyOptions): Promise<Map<string, Arguments>> {
  const declared = new Map<string, Arguments>();
  const listener = {
    assertExchange: () => Promise.resolve(),
    bindQueue: () => Promise.resolve(),
    assertQueue: (queue: string, { arguments: args }: { readonly arguments: Arguments }) =>
      Promise.resolve(declared.set(queue, args)),
  };
  await declareTopology(listener as unknown as Amqp, options);
  return declared;
}
