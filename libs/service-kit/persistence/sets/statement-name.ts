import { createHash } from 'node:crypto';

/** A name for a prepared statement, the same for the same text; PostgreSQL takes no longer one than 63 bytes. */
export const statementName = (text: string): string => createHash('sha256').update(text).digest('base64url');
