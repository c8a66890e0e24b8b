import { allEnded, isDatabaseUnavailable } from '#service-kit';
import { AsyncResource } from 'node:async_hooks';
import type { Cause, OutboxWork } from './outbox-work.js';
import { newRequest, type Transaction } from './transaction.js';

/** More transactions at a time would make each of them smaller, and all of them together dearer. */
const MOST_UNDER_WAY = 2;
const MOST_MEMBERS = 100;

type Story<T> = (work: OutboxWork) => Promise<T>;

interface Member {
  readonly story: Story<unknown>;
  readonly cause: Cause;
  readonly resolve: (told: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Group commit for requests: those that come while transactions are under way share the next one, each with an outcome of its own.
 * Nobody waits for others to come.
 */
export class CommitGroup {
  private readonly waiting: Member[] = [];
  private underWay = 0;

  constructor(private readonly transaction: Transaction) {}

  /**
   * As {@link Transaction.run}. A story that shares its transaction with one that fails is told again, in a transaction of its
   * own: what it does outside of the unit of work has to bear that.
   */
  run<T>(story: Story<T>): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    this.waiting.push({
      story: AsyncResource.bind(story),
      cause: newRequest(),
      resolve: resolve as (told: unknown) => void,
      reject,
    });
    this.takeNext();
    return promise;
  }

  private takeNext(): void {
    if (this.underWay === MOST_UNDER_WAY || this.waiting.length === 0) return;
    this.underWay += 1;
    void this.commit(this.waiting.splice(0, MOST_MEMBERS)).finally(() => {
      this.underWay -= 1;
      this.takeNext();
    });
  }

  /** Never rejects. When the database is away, nobody knows whether it has committed: nothing is told again then. */
  private async commit(members: readonly Member[]): Promise<void> {
    try {
      const told = await this.transaction.run((work) =>
        allEnded(members.map(({ story, cause }) => story(work.because(cause)))),
      );
      for (const [index, { resolve }] of members.entries()) resolve(told[index]);
    } catch (error) {
      if (members.length > 1 && !isDatabaseUnavailable(error))
        return void (await Promise.all(members.map((member) => this.commit([member]))));
      for (const { reject } of members) reject(error);
    }
  }
}
