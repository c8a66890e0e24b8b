import { Client } from 'pg';

/** Does something with a connection of its own, and closes it. */
export async function withDatabase<T>(url: string, act: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {}); // the query in progress says it
  await client.connect();
  try {
    return await act(client);
  } finally {
    await client.end();
  }
}
