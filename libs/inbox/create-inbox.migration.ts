import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The messages that were handled, and those whose last attempt failed. */
export class CreateInbox1761000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE inbox (
        message_id uuid PRIMARY KEY,
        type text NOT NULL,
        channel text NOT NULL, sender text NOT NULL,
        correlation_id text NOT NULL,
        causation_id text NOT NULL,
        shard_key text NOT NULL,
        attempt int NOT NULL,
        stored_at timestamptz NOT NULL,
        published_at timestamptz NOT NULL,
        received_at timestamptz NOT NULL,
        handled_at timestamptz NOT NULL,
        outcome text
      )`);
    await runner.query('CREATE INDEX inbox_shard_key ON inbox (shard_key)');
    await runner.query(`
      CREATE TABLE failed_messages (
        message_id uuid PRIMARY KEY,
        type text NOT NULL,
        channel text NOT NULL,
        shard_key text NOT NULL,
        attempt int NOT NULL,
        error text NOT NULL,
        disposition text NOT NULL,
        failed_at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX failed_messages_shard_key ON failed_messages (shard_key)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE failed_messages, inbox');
  }
}
