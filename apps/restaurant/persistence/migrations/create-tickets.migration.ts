import type { MigrationInterface, QueryRunner } from 'typeorm';

/** json, unlike jsonb, keeps the order of the fields; nothing here is searched by what is in it. */
export class CreateTickets1761000000031 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE tickets (
        order_id uuid PRIMARY KEY,
        restaurant_id uuid NOT NULL,
        state text NOT NULL CHECK (state IN ('OPEN', 'ACCEPTED', 'CANCELLED')),
        line_items json NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query('CREATE INDEX tickets_restaurant ON tickets (restaurant_id, order_id DESC)');
    // What the staff look at all day: few, among all the tickets of the past.
    await runner.query(
      `CREATE INDEX tickets_open ON tickets (restaurant_id, order_id DESC) WHERE state = 'OPEN'`,
    );
    // For the retention: those that were never opened.
    await runner.query(
      `CREATE INDEX tickets_never_opened ON tickets (updated_at)
        WHERE state = 'CANCELLED' AND json_array_length(line_items) = 0`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE tickets');
  }
}
