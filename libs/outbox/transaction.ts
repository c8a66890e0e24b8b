import { destinationOf, type OutgoingMessage } from '#messaging';
import { currentRequestId, leaveToCommit, pipelinedTransaction } from '#service-kit';
import { randomUUIDv7 } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { storeMessages, type AddressedMessage } from './outbox-table.js';
import { OutboxWork, type Cause } from './outbox-work.js';
import type { CommitHint } from './relay-signal.js';

/**
 * Runs units of work: a database transaction whose messages are stored in the outbox with it.
 * Pattern: Transactional outbox (Richardson, Microservices Patterns, 3.3.7).
 */
export class Transaction {
  constructor(
    private readonly dataSource: DataSource,
    private readonly sender: string,
    private readonly relay: CommitHint,
    /** Of each sharded channel. */
    private readonly shards: number,
  ) {}

  /**
   * Runs `story` in one database transaction, stores the messages it sent in the outbox, commits, and wakes the
   * relay. Rejects with the error of `story` or of the database, and then nothing has happened. Without a `cause`,
   * the work is taken for a new request.
   */
  async run<T>(story: (work: OutboxWork) => Promise<T>, cause: Cause = newRequest()): Promise<T> {
    let stored = 0;
    const result = await pipelinedTransaction(this.dataSource, async (entityManager) => {
      const work = new OutboxWork(entityManager, this.sender, cause);
      const told = await story(work);
      stored = work.messages.length;
      leaveToCommit(entityManager, storeMessages(entityManager, work.messages.map(this.addressed)));
      return told;
    });
    if (stored > 0) this.relay.wake();
    return result;
  }

  private readonly addressed = (message: OutgoingMessage): AddressedMessage => ({
    ...message,
    destination: destinationOf(message, this.shards),
  });
}

/** The cause of what is done for the request at hand. */
export function newRequest(): Cause {
  const id = randomUUIDv7();
  return { id, correlationId: id, requestId: currentRequestId() };
}
