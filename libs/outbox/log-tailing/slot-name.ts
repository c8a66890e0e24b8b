import { createHash } from 'node:crypto';

const PREFIX = 'outbox_';
/** PostgreSQL's limit. */
const LONGEST = 63;

/** The replication slot of a database's outbox. Slots belong to the whole server, so the database's name is in it. */
export function slotNameOf(database: string): string {
  const name = `${PREFIX}${database}`;
  if (/^[a-z0-9_]+$/.test(name) && name.length <= LONGEST) return name;
  const hash = createHash('sha256').update(database).digest('hex').slice(0, 8);
  const plain = name.toLowerCase().replaceAll(/[^a-z0-9_]/g, '_');
  return `${plain.slice(0, LONGEST - hash.length - 1)}_${hash}`;
}
