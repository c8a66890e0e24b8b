/**
 * The type of a TypeORM column that holds an amount of money, in cents. PostgreSQL's bigint comes as a string, for it
 * may be too large for a number; an amount of cents is not.
 */
export const cents = {
  type: 'bigint',
  transformer: { to: (amount: number) => amount, from: (stored: string) => Number(stored) },
} as const;
