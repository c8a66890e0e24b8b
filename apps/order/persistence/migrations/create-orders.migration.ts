import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateOrders1761000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE orders (
        order_id uuid PRIMARY KEY,
        consumer_id uuid NOT NULL,
        restaurant_id uuid NOT NULL,
        delivery_address json NOT NULL,
        delivery_time timestamptz,
        line_items json NOT NULL,
        order_total bigint NOT NULL CHECK (order_total >= 0),
        state text NOT NULL
          CHECK (state IN ('PENDING', 'VALIDATED', 'REJECTED', 'CANCEL_PENDING', 'CANCELLED')),
        rejection_reason text CHECK ((rejection_reason IS NOT NULL) = (state = 'REJECTED')),
        version int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query('CREATE INDEX orders_consumer ON orders (consumer_id, order_id DESC)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE orders');
  }
}
