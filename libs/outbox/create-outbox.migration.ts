import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Messages that wait for the relay, and those that it has published (the timeline reads them). */
export class CreateOutbox1761000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE outbox (
        position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        message_id uuid NOT NULL,
        type text NOT NULL,
        schema_version int NOT NULL,
        channel text NOT NULL,
        correlation_id text NOT NULL,
        causation_id text NOT NULL,
        reply_to text,
        shard_key text NOT NULL,
        sender text NOT NULL,
        stored_at timestamptz NOT NULL,
        body text NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE published_messages (
        message_id uuid NOT NULL,
        type text NOT NULL,
        channel text NOT NULL,
        correlation_id text NOT NULL,
        causation_id text NOT NULL,
        shard_key text NOT NULL,
        stored_at timestamptz NOT NULL,
        published_at timestamptz NOT NULL
      )`);
    await this.index(runner);
    await runner.query(`CREATE PUBLICATION outbox FOR TABLE outbox WITH (publish = 'insert')`);
  }

  /** For the timeline, and for the retention. */
  private async index(runner: QueryRunner): Promise<void> {
    for (const column of ['shard_key', 'published_at'])
      await runner.query(`CREATE INDEX published_messages_${column} ON published_messages (${column})`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP PUBLICATION outbox');
    await runner.query('DROP TABLE published_messages, outbox');
  }
}
