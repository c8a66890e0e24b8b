import { Client, DatabaseError, type CustomTypesConfig } from 'pg';
import { Refusal } from './demo.js';

/** Values as PostgreSQL writes them. */
const asText: CustomTypesConfig = { getTypeParser: () => (value: unknown) => value as string };

/** To look, and not to touch: rows that vanish behind the back of their service prove nothing. */
export const READ_ONLY = '-c default_transaction_read_only=on';

/** The rows of a query as `psql -At` prints them. */
export async function query(databaseUrl: string, sql: string, options?: string): Promise<string> {
  const client = new Client({ connectionString: databaseUrl, application_name: 'demo', options });
  try {
    await client.connect();
    const { rows } = await client.query<string[]>({ text: sql, rowMode: 'array', types: asText });
    return rows.map((row) => row.map((value) => value ?? '').join('|')).join('\n');
  } catch (error) {
    if (error instanceof DatabaseError) throw new Refusal(`ERROR:  ${error.message}`);
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}
