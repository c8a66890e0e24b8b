import { driverError } from '#service-kit';

const UNIQUE_VIOLATION = '23505';
const INBOX_KEY = 'inbox_pkey';

/** Another instance has handled the message at the same time, and was first. */
export function isAlreadyRecorded(error: unknown): boolean {
  const { code, constraint } = driverError(error);
  return code === UNIQUE_VIOLATION && constraint === INBOX_KEY;
}
