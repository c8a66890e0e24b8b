import type { FaultBed } from './fault-bed.js';

/** Rows that only the past needs. */
const TABLES = {
  order: ['inbox', 'published_messages', 'sagas', 'idempotency_keys', 'order_transitions'],
  consumer: ['inbox', 'published_messages', `reservations WHERE state <> 'HELD'`],
  restaurant: [
    'inbox',
    'published_messages',
    `tickets WHERE state = 'CANCELLED' AND json_array_length(line_items) = 0`,
  ],
} as const;

/** Says which tables hold rows that only the past needs. */
export async function rememberedPast(bed: FaultBed): Promise<string[]> {
  const tables = Object.entries(TABLES).flatMap(([service, names]) =>
    names.map((name) => ({ service: service as keyof typeof TABLES, name })),
  );
  const remembered = tables.map(async ({ service, name }) => {
    const [first] = await bed.query(service, `SELECT FROM ${name} LIMIT 1`);
    return first ? [`${service} remembers its ${name}`] : [];
  });
  return (await Promise.all(remembered)).flat();
}
