const DAY_MS = 86_400_000;

/** The rule by which keys go: after a day, which is longer than any client repeats a request by itself. */
export const idempotencyRetention = {
  table: 'idempotency_keys',
  endedAt: 'made_at',
  mostMs: DAY_MS,
} as const;
