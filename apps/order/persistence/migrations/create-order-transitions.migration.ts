import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an order was at each version but its first, which is always the same. */
export class CreateOrderTransitions1761000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE order_transitions (
        order_id uuid NOT NULL,
        version int NOT NULL,
        state text NOT NULL,
        rejection_reason text,
        happened_at timestamptz NOT NULL,
        PRIMARY KEY (order_id, version)
      )`);
    await runner.query('CREATE INDEX order_transitions_happened_at ON order_transitions (happened_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE order_transitions');
  }
}
