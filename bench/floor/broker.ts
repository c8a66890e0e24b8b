import { connect, type Channel, type ConsumeMessage } from 'amqplib';
import { Group } from './group.js';
import { required } from './settings.js';

export const EVENTS = 'events';
const PREFETCH = 500;

/** Quorum queues, as the system under comparison has them. */
export async function declare(channel: Channel): Promise<void> {
  await channel.assertExchange(EVENTS, 'topic', { durable: true });
  for (const queue of ['consumer.commands', 'restaurant.commands', 'order.replies', 'restaurant.events'])
    await channel.assertQueue(queue, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
  await channel.bindQueue('restaurant.events', EVENTS, 'OrderValidated');
}

/** A message as the statements of the services read it: its body's fields, and what the envelope says. */
export type Received = Readonly<Record<string, unknown>> & {
  readonly message_id: string;
  readonly type: string;
};

/** Hands over what has arrived, all at once, and acknowledges it all at once when that is committed. */
export async function receive(
  queue: string,
  handle: (messages: readonly Received[]) => Promise<void>,
): Promise<void> {
  const channel = await (await connect(required('AMQP_URL'))).createChannel();
  const group = new Group<ConsumeMessage, void>(async (deliveries) => {
    await handle(deliveries.map(read));
    const last = deliveries.at(-1);
    if (last) channel.ack(last, true);
    return [];
  });
  await channel.prefetch(PREFETCH);
  await channel.consume(queue, (delivery) => void (delivery && group.add(delivery)));
}

const read = ({ properties, content }: ConsumeMessage): Received => ({
  ...(JSON.parse(content.toString()) as object),
  message_id: properties.messageId,
  type: properties.type,
});
