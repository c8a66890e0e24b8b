import { DataSource } from 'typeorm';
import { adminAddressFor } from './account.js';
import { grantsOfRows } from './databases.js';
import type { ProvisionedService } from './services.js';

/** Brings the service's database to its newest schema; returns how many migrations that took. */
export async function migrate(
  adminAddress: string,
  service: ProvisionedService,
  demoData: boolean,
): Promise<number> {
  const address = adminAddressFor(adminAddress, service.databaseUrl);
  const dataSource = await new DataSource(service.dataSourceOptions(address)).initialize();
  try {
    const migrations = await dataSource.runMigrations();
    for (const grant of grantsOfRows(service.databaseUrl)) await dataSource.query(grant);
    if (demoData) await service.insertDemoData?.(dataSource.manager);
    return migrations.length;
  } finally {
    await dataSource.destroy();
  }
}
