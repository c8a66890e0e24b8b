import type { ServiceName } from '#contracts';
import { Client } from 'pg';

/** The administrator's session with the database of a service of the shared system. */
export async function connectToDatabaseOf(service: ServiceName): Promise<Client> {
  const address = new URL(process.env.TEST_DATABASE_ADMIN_URL ?? '');
  address.pathname = `/${service}_service`;
  const client = new Client({ connectionString: address.href });
  await client.connect();
  return client;
}
