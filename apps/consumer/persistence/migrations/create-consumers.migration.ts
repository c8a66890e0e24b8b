import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateConsumers1761000000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE consumers (
        consumer_id uuid PRIMARY KEY,
        first_name text NOT NULL,
        last_name text NOT NULL,
        credit_limit bigint NOT NULL CHECK (credit_limit >= 0),
        status text NOT NULL CHECK (status IN ('ACTIVE', 'SUSPENDED')),
        held_credit bigint NOT NULL DEFAULT 0 CHECK (held_credit BETWEEN 0 AND credit_limit),
        registered_at timestamptz NOT NULL DEFAULT now()
      )`);
    // No foreign key: a release may name a consumer that is not known here, and leaves its tombstone all the same.
    await runner.query(`
      CREATE TABLE reservations (
        order_id uuid PRIMARY KEY,
        consumer_id uuid NOT NULL,
        amount bigint NOT NULL CHECK (amount >= 0),
        state text NOT NULL CHECK (state IN ('HELD', 'RELEASED', 'REFUSED')),
        reason text CHECK ((reason IS NOT NULL) = (state = 'REFUSED')),
        reserved_at timestamptz NOT NULL DEFAULT now(),
        ended_at timestamptz CHECK ((ended_at IS NOT NULL) = (state <> 'HELD'))
      )`);
    await runner.query(
      'CREATE INDEX reservations_ended ON reservations (ended_at) WHERE ended_at IS NOT NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE reservations, consumers');
  }
}
