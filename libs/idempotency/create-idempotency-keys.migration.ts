import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The keys by which requests are recognised that come again, and what was made for each. */
export class CreateIdempotencyKeys1761000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE idempotency_keys (
        caller text NOT NULL,
        key text NOT NULL,
        fingerprint text NOT NULL,
        made_id uuid NOT NULL,
        made_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (caller, key)
      )`);
    await runner.query('CREATE INDEX idempotency_keys_made_at ON idempotency_keys (made_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE idempotency_keys');
  }
}
