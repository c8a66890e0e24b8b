import { DataSource, type QueryRunner } from 'typeorm';
import { wrap } from './wrap.js';

/** Runs `interlude` before every commit, when all rows of the transaction are written, or on their way to the database. */
export function beforeCommits(interlude: () => void | Promise<void>): void {
  wrap(DataSource, 'createQueryRunner', (create) => (mode) => {
    const runner: QueryRunner = create(mode);
    const commit = runner.commitTransaction.bind(runner);
    runner.commitTransaction = async () => {
      await interlude();
      await commit();
    };
    return runner;
  });
}
