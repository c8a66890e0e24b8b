import { receive } from './broker.js';
import { FRESH, Work, type Statement } from './work.js';

/** The menu is an object of prices, in cents. */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS restaurants (
    restaurant_id uuid PRIMARY KEY, delivery_zips text[] NOT NULL, menu jsonb NOT NULL);
  CREATE TABLE IF NOT EXISTS tickets (
    order_id uuid PRIMARY KEY, restaurant_id uuid NOT NULL, line_items json NOT NULL,
    state text NOT NULL DEFAULT 'OPEN', created_at timestamptz NOT NULL DEFAULT now());`;

const reviewDetails: Statement = {
  name: 'review details',
  text: `
  WITH message AS (SELECT * FROM json_to_recordset($1) AS message(
    message_id uuid, order_id uuid, restaurant_id uuid, delivery_address json, line_items json, order_total bigint)),
  ${FRESH},
  reviewed AS (
    SELECT order_id, coalesce(delivery_address ->> 'zip' = ANY(delivery_zips) AND order_total = (
             SELECT sum((item ->> 'quantity')::int * (menu ->> (item ->> 'menuItemId'))::bigint)
               FROM json_array_elements(line_items) AS item), false) AS fine
      FROM message JOIN fresh USING (message_id) LEFT JOIN restaurants USING (restaurant_id))
  INSERT INTO outbox
  SELECT gen_random_uuid(), '', 'order.replies',
         CASE WHEN fine THEN 'OrderDetailsValidated' ELSE 'OrderDetailsValidationFailed' END,
         json_build_object('order_id', order_id)::text FROM reviewed RETURNING *`,
};

/** Sends nothing. */
const openTickets: Statement = {
  name: 'open tickets',
  text: `
  WITH message AS (SELECT * FROM json_to_recordset($1) AS message(
    message_id uuid, order_id uuid, restaurant_id uuid, line_items json)),
  ${FRESH}
  INSERT INTO tickets SELECT order_id, restaurant_id, line_items FROM message JOIN fresh USING (message_id)`,
};

const reviewing = await Work.open(SCHEMA);
const opening = await Work.open(SCHEMA);
await receive('restaurant.commands', (commands) => reviewing.run(reviewDetails, commands));
await receive('restaurant.events', (events) => opening.run(openTickets, events));
