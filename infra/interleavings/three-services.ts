import type { ServiceName } from '#contracts';
import { martha, percy } from '#testing';
import { startConsumerService } from '../../apps/consumer/testing/consumer-service.js';
import { startOrderService } from '../../apps/order/testing/order-service.js';
import { startRestaurantService } from '../../apps/restaurant/testing/restaurant-service.js';
import { ServiceByPost } from './service-by-post.js';

/** The clock stands still: deadlines pass when a schedule says so. */
const NEVER_MS = String(24 * 60 * 60 * 1_000);

export type ThreeServices = Readonly<Record<ServiceName, ServiceByPost>>;

/** Every state that an order, a reservation or a ticket leaves, and the one it goes to, whoever changes it. */
const RECORD_HISTORY = (table: string): string => `
  CREATE TABLE history (order_id uuid NOT NULL, was text NOT NULL, became text NOT NULL);
  CREATE FUNCTION record_history() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN INSERT INTO history VALUES (new.order_id, old.state, new.state); RETURN new; END $$;
  CREATE TRIGGER record_history AFTER UPDATE ON ${table} FOR EACH ROW
    WHEN (old.state IS DISTINCT FROM new.state) EXECUTE FUNCTION record_history()`;

const CLEAN = 'DELETE FROM history; DELETE FROM inbox; DELETE FROM outbox; DELETE FROM failed_messages';

export async function startThreeServices(): Promise<ThreeServices> {
  const [order, consumer, restaurant] = await Promise.all([
    ServiceByPost.start(startOrderService, {
      VALIDATION_DEADLINE_MS: NEVER_MS,
      DEADLINE_CHECK_INTERVAL_MS: NEVER_MS,
    }),
    ServiceByPost.start(startConsumerService),
    ServiceByPost.start(startRestaurantService),
  ]);
  await order.query(RECORD_HISTORY('orders'));
  await consumer.query(RECORD_HISTORY('reservations'));
  await restaurant.query(RECORD_HISTORY('tickets'));
  return { order, consumer, restaurant };
}

/** Back to the demo data: Martha and Percy with all their credit, no orders, no post. */
export async function cleanUp({ order, consumer, restaurant }: ThreeServices): Promise<void> {
  await Promise.all([
    order.query(`DELETE FROM sagas; DELETE FROM orders; ${CLEAN}`),
    restaurant.query(`DELETE FROM tickets; ${CLEAN}`),
    consumer.query(`DELETE FROM reservations; ${CLEAN};
      UPDATE consumers SET status = 'ACTIVE', held_credit = 0 WHERE consumer_id IN ('${martha}', '${percy}')`),
  ]);
  for (const service of [order, consumer, restaurant]) service.takeSetAside();
}

export async function stopThreeServices(services?: ThreeServices): Promise<void> {
  await Promise.all(Object.values(services ?? {}).map((service: ServiceByPost) => service.stop()));
}
