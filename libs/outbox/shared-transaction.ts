import { allEnded, isDatabaseUnavailable } from '#service-kit';
import { AsyncResource } from 'node:async_hooks';
import { CommitGroup } from './commit-group.js';
import type { Cause, OutboxWork } from './outbox-work.js';
import { newRequest, type Transaction } from './transaction.js';

/** What is done in a transaction, and whether nobody shares it. */
type Story<T> = (work: OutboxWork, isAlone: boolean) => Promise<T>;

interface Request {
  readonly story: Story<unknown>;
  readonly cause: Cause;
}

/** Group commit for requests: those that come at the same time share a transaction, each with an outcome of its own. */
export class SharedTransaction {
  private readonly group: CommitGroup<Request, unknown>;

  constructor(transaction: Transaction) {
    this.group = new CommitGroup({
      commit: (requests) =>
        transaction.run((work) =>
          allEnded(requests.map(({ story, cause }) => story(work.because(cause), requests.length === 1))),
        ),
      // When the database goes away, nobody knows whether it has committed: nothing is told again then.
      isFaultOfOne: (error) => !isDatabaseUnavailable(error),
    });
  }

  /**
   * As {@link Transaction.run}. A story that shares its transaction with one that fails is told again, in a transaction of its
   * own: what it does outside of the unit of work has to bear that.
   */
  run<T>(story: Story<T>): Promise<T> {
    return this.group.add({ story: AsyncResource.bind(story), cause: newRequest() }) as Promise<T>;
  }
}
