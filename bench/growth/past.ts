import type { Service } from '../subjects/subject.js';

/** Statements that leave behind what so many orders of the past have left, and others that remove it again. */
interface Past {
  readonly grow: readonly string[];
  readonly shrink: readonly string[];
}

/** Nobody's: rows of the past are known by it. */
const SOMEBODY = 'b0000000-0000-4000-8000-000000000001';
const EACH = `generate_series(1, $1::int) AS number`;
/** The same for every table, and like a UUIDv7 of long ago in that it sorts before those of today. */
const ORDER_ID = `('00000000-0000-7000-8000-' || lpad(to_hex(number), 12, '0'))::uuid`;

const inbox = (type: string, channel: string): string => `INSERT INTO inbox
  (message_id, type, channel, sender, correlation_id, causation_id, shard_key, attempt, stored_at, published_at, received_at, handled_at)
  SELECT gen_random_uuid(), '${type}', '${channel}', 'past', 'past-' || number, 'past-' || number, ${ORDER_ID}::text, 1,
         now(), now(), now(), now() FROM ${EACH}`;
const published = (type: string, channel: string): string => `INSERT INTO published_messages
  (message_id, type, channel, correlation_id, causation_id, shard_key, stored_at, published_at)
  SELECT gen_random_uuid(), '${type}', '${channel}', 'past-' || number, 'past-' || number, ${ORDER_ID}::text, now(), now() FROM ${EACH}`;
const NO_MESSAGES = [
  `DELETE FROM inbox WHERE shard_key LIKE '00000000-%'`,
  `DELETE FROM published_messages WHERE shard_key LIKE '00000000-%'`,
];

export const past: Readonly<Record<Service, Past>> = {
  order: {
    grow: [
      `INSERT INTO orders (order_id, consumer_id, restaurant_id, delivery_address, line_items, order_total, state)
       SELECT ${ORDER_ID}, '${SOMEBODY}', '${SOMEBODY}', '{}', '[]', 450, 'VALIDATED' FROM ${EACH}`,
      `INSERT INTO order_transitions SELECT ${ORDER_ID}, 2, 'VALIDATED', NULL, now() FROM ${EACH}`,
      `INSERT INTO sagas (saga_id, name, shard_key, status, data, steps, ended_at)
       SELECT gen_random_uuid(), 'create-order', ${ORDER_ID}::text, 'COMPLETED', '{}', '{}', now() FROM ${EACH}`,
      inbox('ConsumerValidated', 'order.replies'),
      inbox('OrderDetailsValidated', 'order.replies'),
      published('OrderPlaced', 'events'),
      published('ValidateConsumerInfo', 'consumer.commands'),
      published('ValidateOrderDetails', 'restaurant.commands'),
      published('OrderValidated', 'events'),
    ],
    shrink: [
      `DELETE FROM orders WHERE consumer_id = '${SOMEBODY}'`,
      `DELETE FROM order_transitions WHERE order_id < '00000000-0000-7000-9000-000000000000'`,
      `DELETE FROM sagas WHERE shard_key LIKE '00000000-%'`,
      ...NO_MESSAGES,
    ],
  },
  consumer: {
    grow: [
      `INSERT INTO reservations (order_id, consumer_id, amount, state)
       SELECT ${ORDER_ID}, '${SOMEBODY}', 450, 'HELD' FROM ${EACH}`,
      inbox('ValidateConsumerInfo', 'consumer.commands'),
      published('ConsumerValidated', 'order.replies'),
    ],
    shrink: [`DELETE FROM reservations WHERE consumer_id = '${SOMEBODY}'`, ...NO_MESSAGES],
  },
  restaurant: {
    grow: [
      `INSERT INTO tickets (order_id, restaurant_id, state, line_items)
       SELECT ${ORDER_ID}, '${SOMEBODY}', 'ACCEPTED', '[]' FROM ${EACH}`,
      inbox('ValidateOrderDetails', 'restaurant.commands'),
      inbox('OrderValidated', 'restaurant.events'),
      published('OrderDetailsValidated', 'order.replies'),
    ],
    shrink: [`DELETE FROM tickets WHERE restaurant_id = '${SOMEBODY}'`, ...NO_MESSAGES],
  },
};
