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
    await this.index(runner, 'inbox', 'handled_at');
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
    await this.index(runner, 'failed_messages', 'failed_at');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE failed_messages, inbox');
  }

  /** For the timeline, and for the retention. */
  private async index(runner: QueryRunner, table: string, time: string): Promise<void> {
    for (const column of ['shard_key', time])
      await runner.query(`CREATE INDEX ${table}_${column} ON ${table} (${column})`);
  }
}
