import { joinedSelect, joinedWrite, statementOnRows, type Columns } from '#service-kit';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import type { SagaState, SagaStatus, StepStatus } from './definition/index.js';

export interface SagaRow<Data> extends SagaState<Data> {
  readonly sagaId: string;
  readonly name: string;
  readonly shardKey: string;
}

/** A saga as the timeline shows it. */
export interface SagaSummary {
  readonly sagaId: string;
  readonly name: string;
  readonly status: SagaStatus;
  readonly steps: Readonly<Record<string, StepStatus>>;
  readonly reason: string | null;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly deadlineAt: Date | null;
}

const COLUMNS = `saga_id AS "sagaId", name, shard_key AS "shardKey", status, data, steps, reason`;

const STATE = {
  sagaId: 'saga_id uuid',
  status: 'status text',
  steps: 'steps json',
  reason: 'reason text',
} as const satisfies Columns<SagaRow<unknown>>;

/** A saga that begins, and how long it has. */
interface NewSaga extends SagaRow<unknown> {
  readonly startedAt: Date;
  readonly deadlineMs?: number;
}

/** A saga as it has become; it has an end when it runs no more. */
interface NextSaga extends SagaRow<unknown> {
  readonly endedAt?: Date;
}

const NEW: Columns<NewSaga> = {
  ...STATE,
  name: 'name text',
  shardKey: 'shard_key text',
  data: 'data json',
  startedAt: 'started_at timestamptz',
  deadlineMs: 'deadline_ms bigint',
};

/** The deadline is the database's time: the clocks of the instances may differ. */
export const insertSaga = joinedWrite(
  statementOnRows<NewSaga>(
    NEW,
    (given) =>
      `INSERT INTO sagas (saga_id, name, shard_key, status, data, steps, reason, started_at, deadline_at)
       SELECT saga_id, name, shard_key, status, data, steps, reason, started_at, now() + deadline_ms * interval '1 millisecond'
         FROM ${given}`,
  ),
);

export const updateSaga = joinedWrite(
  statementOnRows<NextSaga>(
    { ...STATE, endedAt: 'ended_at timestamptz' },
    (given) =>
      `UPDATE sagas SET status = given.status, steps = given.steps, reason = given.reason,
              ended_at = given.ended_at
         FROM ${given} WHERE sagas.saga_id = given.saga_id`,
  ),
);

const lockKnown = joinedSelect<SagaRow<unknown>>(
  `SELECT ${COLUMNS} FROM sagas WHERE saga_id = ANY($1::uuid[]) ORDER BY saga_id FOR UPDATE`,
  ({ sagaId }) => sagaId,
);

/** As the database gives it back. */
const SagaId = z.guid().toLowerCase();

/** Undefined for whatever is no saga's id, a stranger's correlation included. */
export async function lockSaga<Data>(
  manager: EntityManager,
  sagaId: string,
): Promise<SagaRow<Data> | undefined> {
  const { data: known } = SagaId.safeParse(sagaId);
  if (known === undefined) return undefined;
  return (await lockKnown(manager, known)) as SagaRow<Data> | undefined;
}

/** The id of the running saga of that name and shard key, if there is one. */
export async function findRunning(
  manager: EntityManager,
  name: string,
  shardKey: string,
): Promise<string | undefined> {
  const rows: { sagaId: string }[] = await manager.query(
    `SELECT saga_id AS "sagaId" FROM sagas WHERE shard_key = $2 AND name = $1 AND status = 'RUNNING'`,
    [name, shardKey],
  );
  return rows[0]?.sagaId;
}

/** Where a look through the overdue sagas stands: they come by deadline, and by id where that is the same. */
export interface Overdue {
  readonly sagaId: string;
  readonly shardKey: string;
  readonly deadlineAt: string;
}

/** The next overdue sagas behind `last`, by the database's clock. */
export const findOverdue = (
  manager: EntityManager,
  name: string,
  limit: number,
  last?: Overdue,
): Promise<Overdue[]> =>
  manager.query(
    `SELECT saga_id AS "sagaId", shard_key AS "shardKey", deadline_at::text AS "deadlineAt" FROM sagas
      WHERE name = $1 AND status = 'RUNNING' AND deadline_at <= now()
        AND ($3::timestamptz IS NULL OR (deadline_at, saga_id) > ($3::timestamptz, $4::uuid))
      ORDER BY deadline_at, saga_id LIMIT $2`,
    [name, limit, last?.deadlineAt ?? null, last?.sagaId ?? null],
  );

/** The sagas of a shard key, oldest first. */
export const summarise = (manager: EntityManager, shardKey: string): Promise<SagaSummary[]> =>
  manager.query(
    `SELECT saga_id AS "sagaId", name, status, steps, reason, started_at AS "startedAt",
            ended_at AS "endedAt", deadline_at AS "deadlineAt"
       FROM sagas WHERE shard_key = $1 ORDER BY started_at`,
    [shardKey],
  );

/** The sagas of one name that run, and how many of them are past their deadline. */
export interface UnderWay {
  readonly saga: string;
  readonly running: number;
  readonly overdue: number;
}

export const countUnderWay = (manager: EntityManager): Promise<UnderWay[]> =>
  manager.query(
    `SELECT name AS saga, count(*)::int AS running, (count(*) FILTER (WHERE deadline_at <= now()))::int AS overdue
       FROM sagas WHERE status = 'RUNNING' GROUP BY name`,
  );
