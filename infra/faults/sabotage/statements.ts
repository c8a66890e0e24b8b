/** Tells statements apart by their text: they are functions of a module, which nobody can replace. */

/** The relay's. */
export const isRemoval = (sql: string): boolean => sql.includes('DELETE FROM outbox');
export const isSelection = (sql: string): boolean => /^SELECT position, .* FROM outbox/s.test(sql);
/** The deadline worker's. */
export const isSearchForOverdue = (sql: string): boolean => sql.includes('deadline_at <= now()\n');
/** The retention's. */
export const isSweep = (sql: string): boolean => /^DELETE FROM \S+ WHERE ctid = ANY/.test(sql);
