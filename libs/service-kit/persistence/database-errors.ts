/**
 * SQLSTATE classes and codes that say nothing about the message: connection, resources, shutdown, disk, lost races,
 * statements that waited too long.
 */
const PASSING = /^(08|53|57P|57014|58|28|3D000|40001|40P01|55P03|25006|25P0[34])/;
const SYSTEM_ERRORS = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'ECONNABORTED',
  'EADDRNOTAVAIL',
  'EMFILE',
]);
/** What pg and TypeORM say without a code, when a connection goes while it is used. */
const PG_MESSAGES =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable|Query read timeout|Query runner already released|pool after calling end/;

export interface DatabaseError {
  readonly code?: string;
  readonly constraint?: string;
  readonly message: string;
}

/** True when the same statement may well succeed later, whatever the message says. */
export function isDatabaseUnavailable(error: unknown): boolean {
  const { code, message } = driverError(error);
  if (code && (PASSING.test(code) || SYSTEM_ERRORS.has(code))) return true;
  return PG_MESSAGES.test(message);
}

/**
 * {@link isDatabaseUnavailable}, but for a statement that PostgreSQL itself gave up because it took too long: the database is
 * there, and answers.
 */
export const isOutage = (error: unknown): boolean =>
  isDatabaseUnavailable(error) && driverError(error).code !== '57014';

/** The error of the driver, without TypeORM's wrapping. */
export function driverError(error: unknown): DatabaseError {
  const wrapped = error as DatabaseError & { readonly driverError?: DatabaseError };
  return wrapped.driverError ?? wrapped;
}
