import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The request that a message comes of, for the logs of those who handle it. */
export class AddRequestIdToOutbox1761000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE outbox ADD COLUMN request_id text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE outbox DROP COLUMN request_id');
  }
}
