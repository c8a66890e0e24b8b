import { receive } from './broker.js';
import { FRESH, Work, type Statement } from './work.js';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS consumers (
    consumer_id uuid PRIMARY KEY, credit_limit bigint NOT NULL,
    held_credit bigint NOT NULL DEFAULT 0 CHECK (held_credit <= credit_limit));
  CREATE TABLE IF NOT EXISTS reservations (
    order_id uuid PRIMARY KEY, consumer_id uuid NOT NULL, amount bigint NOT NULL);`;

/** Holds credit in the order of arrival, as long as there is some; whom it does not know has none. */
const holdCredit: Statement = {
  name: 'hold credit',
  text: `
  WITH message AS (SELECT * FROM ROWS FROM (
    json_to_recordset($1) AS (message_id uuid, order_id uuid, consumer_id uuid, order_total bigint)
  ) WITH ORDINALITY AS message(message_id, order_id, consumer_id, order_total, place)),
  ${FRESH},
  asked AS (
    SELECT order_id, consumer_id, order_total, coalesce(
             credit_limit - held_credit >= sum(order_total) OVER (PARTITION BY consumer_id ORDER BY place), false) AS fits
      FROM message JOIN fresh USING (message_id) LEFT JOIN consumers USING (consumer_id)),
  held AS (
    INSERT INTO reservations SELECT order_id, consumer_id, order_total FROM asked WHERE fits),
  charged AS (
    UPDATE consumers SET held_credit = held_credit + total
      FROM (SELECT consumer_id, sum(order_total) AS total FROM asked WHERE fits GROUP BY consumer_id) AS sums
     WHERE consumers.consumer_id = sums.consumer_id)
  INSERT INTO outbox
  SELECT gen_random_uuid(), '', 'order.replies', CASE WHEN fits THEN 'ConsumerValidated' ELSE 'ConsumerValidationFailed' END,
         json_build_object('order_id', order_id)::text FROM asked RETURNING *`,
};

const work = await Work.open(SCHEMA);
await receive('consumer.commands', (commands) => work.run(holdCredit, commands));
