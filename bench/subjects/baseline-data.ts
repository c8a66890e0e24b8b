import type { LocalInfrastructure } from '../../infra/local/index.js';
import { waitUntil } from '../../infra/waiting/wait-until.js';
import { ajanta, consumerIds, CREDIT_LIMIT, SAMOSA_PRICE } from '../cast.js';
import { withDatabase } from '../measure/database.js';
import { asAdministrator, type Service } from './subject.js';

const CONSUMERS = `INSERT INTO consumers (consumer_id, credit_limit)
  SELECT id, $2 FROM unnest($1::uuid[]) AS id`;
const RESTAURANT = `INSERT INTO restaurants (restaurant_id, delivery_zips, menu) VALUES ($1, $2, $3)`;

/** Puts the cast into the tables, as soon as the services have made them. */
export async function plantBaseline(servers: LocalInfrastructure): Promise<void> {
  await plant(servers, 'consumer', CONSUMERS, [consumerIds, CREDIT_LIMIT]);
  await plant(servers, 'restaurant', RESTAURANT, [ajanta, ['94612'], { samosa: SAMOSA_PRICE }]);
}

async function plant(
  servers: LocalInfrastructure,
  service: Service,
  statement: string,
  values: unknown[],
): Promise<void> {
  await waitUntil(
    () =>
      withDatabase(asAdministrator(servers, service), async (database) => {
        await database.query(statement, values);
        return true;
      }),
    { what: `the tables of the ${service} service`, timeoutMs: 30_000 },
  );
}
