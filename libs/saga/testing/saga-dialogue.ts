import type { Body, Command, Reply } from '#contracts';
import {
  abandon,
  begin,
  onReply,
  type Decision,
  type SagaDefinition,
  type SagaState,
} from '#saga/definition';

/**
 * A saga's spec as a dialogue, without a broker:
 * `given(saga, data).expectCommand(A, {..}).whenReply(B, {..}).expectCompleted()`.
 * Every command must be expected, in the order in which it is sent.
 */
export class SagaDialogue<Data> {
  private state: SagaState<Data>;
  private readonly unexpected: { readonly command: Command; readonly body: unknown }[] = [];
  private lastNote?: string;

  constructor(
    private readonly definition: SagaDefinition<Data>,
    data: Data,
  ) {
    const decision = begin(definition, data);
    this.state = decision.state;
    this.take(decision);
  }

  expectCommand<C extends Command>(command: C, body: Body<C>): this {
    const sent = this.unexpected.shift();
    expect({ type: sent?.command.type, body: sent?.body }).toEqual({ type: command.type, body });
    return this;
  }

  whenReply<R extends Reply>(reply: R, body: Body<R>): this {
    this.expectNoCommand();
    const { reason } = body as { reason?: string };
    return this.take(onReply(this.definition, this.state, { type: reply.type, reason }));
  }

  whenDeadlinePasses(): this {
    this.expectNoCommand();
    return this.take(abandon(this.definition, this.state, this.definition.deadlineReason ?? 'no deadline'));
  }

  whenAbandoned(reason: string): this {
    this.expectNoCommand();
    return this.take(abandon(this.definition, this.state, reason));
  }

  expectNoCommand(): this {
    expect(this.unexpected.map(({ command }) => command.type)).toEqual([]);
    return this;
  }

  expectRunning(): this {
    return this.expectStatus('RUNNING');
  }

  expectCompleted(): this {
    return this.expectStatus('COMPLETED');
  }

  expectFailed(reason: string): this {
    expect(this.state.reason).toBe(reason);
    return this.expectStatus('FAILED');
  }

  expectNothingHappened(note: string): this {
    expect(this.lastNote).toBe(note);
    return this.expectNoCommand();
  }

  private expectStatus(status: SagaState<Data>['status']): this {
    expect(this.state.status).toBe(status);
    return this.expectNoCommand();
  }

  private take({ state, send, note }: Decision<Data>): this {
    this.state = state;
    this.lastNote = note;
    this.unexpected.push(...send.map(({ command, body }) => ({ command, body: body(state.data) })));
    return this;
  }
}

export const given = <Data>(definition: SagaDefinition<Data>, data: Data): SagaDialogue<Data> =>
  new SagaDialogue(definition, data);
