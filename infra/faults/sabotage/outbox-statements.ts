/** Tells the relay's statements apart by their text: they are functions of a module, which nobody can replace. */
export const isRemoval = (sql: string): boolean => sql.includes('DELETE FROM outbox');
export const isSelection = (sql: string): boolean => /^SELECT position, .* FROM outbox/s.test(sql);
