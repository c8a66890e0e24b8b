import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new directory; under a test run inside that run's own, which ends with it. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(process.env.ORDER_SAGA_TEMP_DIR ?? tmpdir(), 'order-saga-'));
  // PostgreSQL may run as another user than ourselves, and has to reach its folder below this one.
  chmodSync(directory, 0o711);
  return directory;
}
