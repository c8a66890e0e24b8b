import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateSagas1761000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE sagas (
        saga_id uuid PRIMARY KEY,
        name text NOT NULL,
        shard_key text NOT NULL,
        status text NOT NULL CHECK (status IN ('RUNNING', 'COMPLETED', 'FAILED')),
        data jsonb NOT NULL,
        steps jsonb NOT NULL,
        reason text,
        deadline_at timestamptz,
        started_at timestamptz NOT NULL DEFAULT now(),
        ended_at timestamptz
      )`);
    await runner.query('CREATE INDEX sagas_shard_key ON sagas (shard_key)');
    await runner.query('CREATE INDEX sagas_ended_at ON sagas (ended_at) WHERE ended_at IS NOT NULL');
    await runner.query(`CREATE INDEX sagas_deadline ON sagas (deadline_at) WHERE status = 'RUNNING'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sagas');
  }
}
