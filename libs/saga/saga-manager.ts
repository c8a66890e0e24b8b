import type { Message, UnitOfWork } from '#messaging';
import { randomUUIDv7 } from 'node:crypto';
import {
  abandon,
  begin,
  onReply,
  type Decision,
  type Request,
  type SagaDefinition,
} from './definition/index.js';
import { findRunning, insertSaga, lockSaga, updateSaga, type SagaRow } from './saga-table.js';

/** A saga has ended just now: with all steps done, or with a reason why not. */
export interface Outcome<Data> {
  readonly data: Data;
  readonly failure?: string;
}

/**
 * Runs the sagas of one definition: loads, decides, stores, sends, all inside the caller's unit of work. The caller
 * acts on the outcome in the same unit of work. Whoever changes one aggregate from several places locks the
 * aggregate first, and then calls this: the saga's row is locked after it.
 * Pattern: Saga, orchestrated (Richardson, Microservices Patterns, 4.3).
 */
export class SagaManager<Data> {
  constructor(private readonly definition: SagaDefinition<Data>) {}

  /** Starts a saga; `deadlineMs` from now, by the database's clock, it is due for {@link abandon}. */
  async start(work: UnitOfWork, shardKey: string, data: Data, deadlineMs?: number): Promise<void> {
    const decision = begin(this.definition, data);
    const saga = { ...decision.state, sagaId: randomUUIDv7(), name: this.definition.name, shardKey };
    await insertSaga(work.entityManager, { ...saga, startedAt: work.at, deadlineMs });
    this.send(work, saga, decision.send);
  }

  /**
   * Takes a reply to the saga of `shardKey`. Resolves to the outcome if the saga ends by it; a reply that is late,
   * repeated or of another saga is noted, no more.
   */
  async onReply(
    work: UnitOfWork,
    shardKey: string,
    reply: Message<object>,
  ): Promise<Outcome<Data> | undefined> {
    const saga = await lockSaga<Data>(work.entityManager, reply.correlationId);
    if (saga?.shardKey !== shardKey) return void work.note('unknown: there is no such saga');
    const { reason } = reply.body as { readonly reason?: string };
    return this.carryOut(work, saga, onReply(this.definition, saga, { type: reply.type, reason }));
  }

  /** Ends the running saga of `shardKey`, if there is one, and compensates what it has done. */
  async abandon(work: UnitOfWork, shardKey: string, reason: string): Promise<Outcome<Data> | undefined> {
    const sagaId = await findRunning(work.entityManager, this.definition.name, shardKey);
    const saga = sagaId ? await lockSaga<Data>(work.entityManager, sagaId) : undefined;
    return saga && this.carryOut(work, saga, abandon(this.definition, saga, reason));
  }

  private async carryOut(
    work: UnitOfWork,
    saga: SagaRow<Data>,
    { state, send, note }: Decision<Data>,
  ): Promise<Outcome<Data> | undefined> {
    if (note) return void work.note(note);
    const endedAt = state.status === 'RUNNING' ? undefined : work.at;
    await updateSaga(work.entityManager, { ...saga, ...state, endedAt });
    this.send(work, saga, send);
    return endedAt === undefined ? undefined : { data: saga.data, failure: state.reason ?? undefined };
  }

  private send(work: UnitOfWork, saga: SagaRow<Data>, requests: readonly Request<Data>[]): void {
    for (const { command, body } of requests)
      work.send(command, body(saga.data), {
        shardKey: saga.shardKey,
        correlationId: saga.sagaId,
        replyTo: this.definition.replyChannel,
      });
  }
}
