import type { Writable } from 'node:stream';
import type { ClientBase } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { driverError } from '../database-errors.js';

/** What PostgreSQL says to every statement behind the one that has failed. */
const IN_FAILED_TRANSACTION = '25P02';

interface OpenTransaction {
  readonly connection: ClientBase;
  /** Statements that are sent, and that the commit waits for. */
  readonly left: Promise<unknown>[];
}

const transactions = new WeakMap<EntityManager, OpenTransaction>();

/** Throws once the story is told: what came behind the COMMIT would not belong to the transaction. */
export function connectionOf(manager: EntityManager): ClientBase {
  const { connection } = transactionOf(manager);
  gather(connection);
  return connection;
}

/**
 * For a statement whose answer nobody needs: the commit waits for it, and rejects with its error. What is asked for next travels
 * with it. Throws as {@link connectionOf} does.
 */
export function leaveToCommit(manager: EntityManager, statement: Promise<unknown>): void {
  statement.catch(() => {}); // the commit says it
  transactionOf(manager).left.push(statement);
}

function transactionOf(manager: EntityManager): OpenTransaction {
  const transaction = transactions.get(manager);
  if (!transaction) throw new Error('A prepared statement runs in a transaction that is open');
  return transaction;
}

/** What is asked of the connection in this turn of the event loop goes to the server in one write. */
function gather(connection: ClientBase): void {
  const { stream } = (connection as unknown as { readonly connection: { readonly stream: Writable } })
    .connection;
  if (stream.writableCorked > 0) return;
  stream.cork();
  setImmediate(() => stream.uncork());
}

/**
 * Runs `story` in one database transaction. START TRANSACTION goes to the server together with the first statement, and COMMIT
 * together with the last ones: a server that has failed one of them takes the COMMIT for a ROLLBACK. Rejects with the error of
 * `story` or of the statement that failed first, and then nothing has happened; when the connection was lost behind the
 * COMMIT, nobody knows.
 */
export async function pipelinedTransaction<Result>(
  dataSource: DataSource,
  story: (manager: EntityManager) => Promise<Result>,
): Promise<Result> {
  const runner = dataSource.createQueryRunner();
  const { manager } = runner;
  const left: Promise<unknown>[] = [];
  try {
    const connection = (await runner.connect()) as ClientBase;
    transactions.set(manager, { connection, left });
    gather(connection);
    leaveToCommit(manager, connection.query('START TRANSACTION'));
    Object.assign(runner, { isTransactionActive: true, transactionDepth: 1 }); // as its startTransaction does
    const result = await story(manager).finally(() => transactions.delete(manager));
    await sent(left);
    await inOrderSent([...left, runner.commitTransaction()]);
    return result;
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => {});
    throw await causeOf(error, left);
  } finally {
    await runner.release();
  }
}

/** Rejects when one of them could not even be sent: of that one the server knows nothing, and would commit the others. */
async function sent(statements: readonly Promise<unknown>[]): Promise<void> {
  await Promise.race([Promise.all(statements), new Promise<void>((resolve) => process.nextTick(resolve))]);
}

/** Rejects, when all have ended, with the error of the first: a transaction that has failed refuses whatever was sent behind. */
async function inOrderSent(statements: readonly Promise<unknown>[]): Promise<void> {
  await Promise.allSettled(statements);
  for (const statement of statements) await statement;
}

/** The error of a statement that nobody has waited for, where it is why another one was refused. */
async function causeOf(error: unknown, left: readonly Promise<unknown>[]): Promise<unknown> {
  if (driverError(error).code !== IN_FAILED_TRANSACTION) return error;
  return inOrderSent(left).then(
    () => error,
    (cause: unknown) => cause,
  );
}
