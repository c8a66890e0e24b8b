import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What has to take the message, so that the relay can leave out what waits for one that does not. */
export class AddDestinationToOutbox1761000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE outbox ADD COLUMN destination text NOT NULL DEFAULT ''`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE outbox DROP COLUMN destination');
  }
}
