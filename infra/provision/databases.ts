import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { accountOf, type Account } from './account.js';
import { waitUntil, type Report } from '../waiting/wait-until.js';

const WAIT_TIMEOUT_MS = 120_000;
/** One provisioning at a time: roles belong to the whole server, and PostgreSQL refuses concurrent changes to one. */
const PROVISIONING_LOCK = 7_602_173;

/** Runs with a connection to the server at the address, waiting for it to come up. */
export async function withDatabase<T>(
  address: string,
  report: Report,
  use: (client: Client) => Promise<T>,
): Promise<T> {
  const { hostname, port } = new URL(address);
  const client = await waitUntil(() => connectTo(address), {
    what: `PostgreSQL at ${hostname}:${port || 5432}`,
    timeoutMs: WAIT_TIMEOUT_MS,
    report,
  });
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

export async function lockProvisioning(client: Client): Promise<void> {
  await client.query('SELECT pg_advisory_lock($1)', [PROVISIONING_LOCK]);
}

/** A role that can log in, and a database that nobody else's role can enter. */
export async function createDatabase(client: Client, databaseUrl: string): Promise<void> {
  const account = accountOf(databaseUrl, '');
  const [role, database] = [escapeIdentifier(account.user), escapeIdentifier(account.name)];
  await ensureRole(client, account);
  const existing = await client.query('SELECT FROM pg_database WHERE datname = $1', [account.name]);
  if (existing.rowCount === 0) await client.query(`CREATE DATABASE ${database}`);
  await client.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
  await client.query(`GRANT CONNECT ON DATABASE ${database} TO ${role}`);
}

/** The statements that give rows, and nothing of the schema: that is for migrations, which run as the administrator. */
export function grantsOfRows(databaseUrl: string): readonly string[] {
  const role = escapeIdentifier(accountOf(databaseUrl, '').user);
  const rows = 'SELECT, INSERT, UPDATE, DELETE';
  return [
    'REVOKE CREATE ON SCHEMA public FROM PUBLIC',
    `GRANT USAGE ON SCHEMA public TO ${role}`,
    `GRANT ${rows} ON ALL TABLES IN SCHEMA public TO ${role}`,
    `GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${role}`,
    `ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ${rows} ON TABLES TO ${role}`,
    `ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO ${role}`,
  ];
}

async function ensureRole(client: Client, { user, password }: Account): Promise<void> {
  const existing = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [user]);
  const verb = existing.rowCount === 0 ? 'CREATE' : 'ALTER';
  await client.query(
    `${verb} ROLE ${escapeIdentifier(user)} LOGIN NOSUPERUSER PASSWORD ${escapeLiteral(password)}`,
  );
}

async function connectTo(address: string): Promise<Client> {
  const client = new Client({ connectionString: address, application_name: 'provision' });
  await client.connect();
  return client;
}
