import { DataSource, type QueryRunner } from 'typeorm';
import { wrap } from './wrap.js';

/** Runs `interlude` before every commit, when all rows of the transaction are written, or on their way to the database. */
export function beforeCommits(interlude: () => void | Promise<void>): void {
  wrap(DataSource, 'createQueryRunner', (create) => (mode) => beforeCommitsOf(create(mode), interlude));
}

/** The same for the transactions of one runner, which it returns; an interlude that throws takes the commit's place. */
export function beforeCommitsOf(runner: QueryRunner, interlude: () => void | Promise<void>): QueryRunner {
  const commit = runner.commitTransaction.bind(runner);
  runner.commitTransaction = async () => {
    await interlude();
    await commit();
  };
  return runner;
}
