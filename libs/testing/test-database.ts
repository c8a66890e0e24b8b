import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { requiredVariable } from './required-variable.js';

/** A database that one test file has to itself. */
export interface TestDatabase {
  readonly url: string;
  readonly dataSource: DataSource;
  /** Disconnects everybody and removes it. */
  drop(): Promise<void>;
}

/**
 * Creates and migrates a database with a random name on the server of TEST_DATABASE_ADMIN_URL, a superuser's URL; it is
 * spoken to as the services speak to theirs.
 * Rejects when that variable is missing.
 */
export async function createTestDatabase(
  optionsOf: (url: string) => DataSourceOptions,
): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await administer(`CREATE DATABASE ${name}`);
  const url = Object.assign(new URL(requiredVariable('TEST_DATABASE_ADMIN_URL')), {
    pathname: `/${name}`,
  }).href;
  const options = { ...optionsOf(url), extra: { pipeline: true } } as DataSourceOptions;
  const dataSource = await new DataSource(options).initialize();
  await dataSource.runMigrations();
  return {
    url,
    dataSource,
    drop: async () => {
      await dataSource.destroy();
      // Whoever reads a slot is not disconnected by FORCE.
      await administer(
        `SELECT pg_terminate_backend(active_pid, 10000) FROM pg_replication_slots
          WHERE database = '${name}' AND active_pid IS NOT NULL`,
      );
      await administer(`DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

async function administer(statement: string): Promise<void> {
  const client = new Client({ connectionString: requiredVariable('TEST_DATABASE_ADMIN_URL') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
