import type { Body, Command, Reply } from '#contracts';

/** A command of a saga, made from what the saga knows. */
export interface Request<Data> {
  readonly command: Command;
  readonly body: (data: Data) => unknown;
}

export interface Step<Data> {
  readonly name: string;
  readonly request: Request<Data>;
  readonly succeedsOn: Reply;
  readonly failsOn: Reply;
  /** Undoes the step; also sent when its outcome is not known, so the participant must bear it coming first. */
  readonly compensation?: Request<Data>;
}

/**
 * What a saga does, top to bottom: its steps run in parallel; when all have succeeded it completes, when one fails
 * the others are compensated.
 * Source: Garcia-Molina and Salem, Sagas (1987); Richardson, Microservices Patterns, chapter 4 (orchestration).
 */
export interface SagaDefinition<Data> {
  readonly name: string;
  /** The channel on which the replies come back. */
  readonly replyChannel: string;
  readonly steps: readonly Step<Data>[];
  /** Sent when the saga completes. */
  readonly onCompletion: readonly Request<Data>[];
  /** The reason of a failure by the deadline; a saga without one waits for its replies for ever. */
  readonly deadlineReason?: string;
}

/** Binds a command to the function that makes its body, and lets the compiler check the two against each other. */
export const request = <Data, C extends Command>(
  command: C,
  body: (data: Data) => Body<C>,
): Request<Data> => ({ command, body });
