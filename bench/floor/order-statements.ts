import { FRESH, type Statement } from './work.js';

export const ORDER_SCHEMA = `
  CREATE TABLE IF NOT EXISTS orders (
    order_id uuid PRIMARY KEY, consumer_id uuid NOT NULL, restaurant_id uuid NOT NULL,
    delivery_address json NOT NULL, line_items json NOT NULL, order_total bigint NOT NULL,
    consumer_valid boolean NOT NULL DEFAULT false, details_valid boolean NOT NULL DEFAULT false,
    state text NOT NULL DEFAULT 'PENDING', updated_at timestamptz NOT NULL DEFAULT now());`;

/** What each order asks of the others, in the same transaction. */
export const placeOrders: Statement = {
  name: 'place orders',
  text: `
  WITH placed AS (
    INSERT INTO orders (order_id, consumer_id, restaurant_id, delivery_address, line_items, order_total)
    SELECT * FROM json_to_recordset($1) AS asked(
      order_id uuid, consumer_id uuid, restaurant_id uuid, delivery_address json, line_items json, order_total bigint)
    RETURNING *)
  INSERT INTO outbox
  SELECT gen_random_uuid(), exchange, routing_key, type, body::text FROM placed, LATERAL (VALUES
    ('', 'consumer.commands', 'ValidateConsumerInfo', json_build_object(
      'order_id', order_id, 'consumer_id', consumer_id, 'order_total', order_total)),
    ('', 'restaurant.commands', 'ValidateOrderDetails', json_build_object(
      'order_id', order_id, 'restaurant_id', restaurant_id, 'delivery_address', delivery_address,
      'line_items', line_items, 'order_total', order_total)),
    ('events', 'OrderPlaced', 'OrderPlaced', json_build_object(
      'order_id', order_id, 'consumer_id', consumer_id, 'restaurant_id', restaurant_id,
      'line_items', line_items, 'order_total', order_total))
  ) AS message(exchange, routing_key, type, body)
  RETURNING *`,
};

/** The second good reply validates, the first bad one rejects. */
export const takeReplies: Statement = {
  name: 'take replies',
  text: `
  WITH message AS (SELECT * FROM json_to_recordset($1) AS message(message_id uuid, type text, order_id uuid)),
  ${FRESH},
  tally AS (
    SELECT order_id, bool_or(type = 'ConsumerValidated') AS consumer, bool_or(type = 'OrderDetailsValidated') AS details,
           bool_or(type LIKE '%Failed') AS failed
      FROM message JOIN fresh USING (message_id) GROUP BY order_id),
  moved AS (
    UPDATE orders SET
      consumer_valid = consumer_valid OR consumer, details_valid = details_valid OR details, updated_at = now(),
      state = CASE WHEN failed THEN 'REJECTED'
                   WHEN (consumer_valid OR consumer) AND (details_valid OR details) THEN 'VALIDATED' ELSE state END
      FROM tally WHERE orders.order_id = tally.order_id AND state = 'PENDING' RETURNING orders.*)
  INSERT INTO outbox
  SELECT gen_random_uuid(), 'events', 'OrderValidated', 'OrderValidated', json_build_object(
           'order_id', order_id, 'consumer_id', consumer_id, 'restaurant_id', restaurant_id,
           'line_items', line_items, 'order_total', order_total)::text
    FROM moved WHERE state = 'VALIDATED' RETURNING *`,
};
