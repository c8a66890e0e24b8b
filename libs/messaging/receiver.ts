import type { Message } from './message.js';
import type { Answer, UnitOfWork } from './unit-of-work.js';

export type Decide = (message: Message, work: UnitOfWork) => Promise<Answer | void>;

/**
 * Handles a message once, in one transaction: duplicate detection, the handler's decision, its answer. The inbox
 * implements it; the subscription acknowledges only after it has resolved.
 */
export interface Receiver {
  /**
   * Resolves once the work is committed, to `duplicate` when it was committed before. Rejects with
   * {@link ReceiverUnavailable} or the handler's error.
   */
  receive(message: Message, decide: Decide): Promise<'duplicate' | void>;
  /** Remembers a failed attempt for the timeline, as well as it can; never rejects. */
  recordFailure(message: Message, failure: Failure): Promise<void>;
}

export interface Failure {
  readonly error: string;
  readonly disposition: 'retry' | 'dead-letter';
}

/** The database is away. That is not the message's fault: the subscription waits, and tries the same message again. */
export class ReceiverUnavailable extends Error {
  override readonly name = 'ReceiverUnavailable';
}
