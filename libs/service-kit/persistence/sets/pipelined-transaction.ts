import type { Writable } from 'node:stream';
import type { ClientBase } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';

/** The connections of the transactions that are open. */
const connections = new WeakMap<EntityManager, ClientBase>();

/** Throws once the story is told: what came behind the COMMIT would not belong to the transaction. */
export function connectionOf(manager: EntityManager): ClientBase {
  const connection = connections.get(manager);
  if (!connection) throw new Error('A prepared statement runs in a transaction that is open');
  gather(connection);
  return connection;
}

/** What is asked of the connection in this turn of the event loop goes to the server in one write. */
function gather(connection: ClientBase): void {
  const { stream } = (connection as unknown as { readonly connection: { readonly stream: Writable } })
    .connection;
  if (stream.writableCorked > 0) return;
  stream.cork();
  setImmediate(() => stream.uncork());
}

export interface Told<Result> {
  readonly result: Result;
  /** Statements that are sent, and that the commit waits for. */
  readonly last: readonly Promise<unknown>[];
}

/**
 * Runs `story` in one database transaction. START TRANSACTION goes to the server together with the first statement, and COMMIT
 * together with the last ones: a server that has failed one of them takes the COMMIT for a ROLLBACK. Rejects with the error of
 * `story` or of the statement that failed first, and then nothing has happened; when the connection was lost behind the
 * COMMIT, nobody knows.
 */
export async function pipelinedTransaction<Result>(
  dataSource: DataSource,
  story: (manager: EntityManager) => Promise<Told<Result>>,
): Promise<Result> {
  const runner = dataSource.createQueryRunner();
  const { manager } = runner;
  try {
    const connection = (await runner.connect()) as ClientBase;
    gather(connection);
    const begun = connection.query('START TRANSACTION');
    begun.catch(() => {}); // it is waited for at the end
    Object.assign(runner, { isTransactionActive: true, transactionDepth: 1 }); // as its startTransaction does
    connections.set(manager, connection);
    const { result, last } = await story(manager).finally(() => connections.delete(manager));
    await sent(last);
    await inOrderSent([begun, ...last, runner.commitTransaction()]);
    return result;
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => {});
    throw error;
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
