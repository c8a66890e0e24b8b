import type { Request, SagaDefinition, Step } from './definition.js';
import type { SagaState, StepStatus } from './state.js';

/** What comes of a trigger: the next state, the commands to send, and a note when there was nothing to do. */
export interface Decision<Data> {
  readonly state: SagaState<Data>;
  readonly send: readonly Request<Data>[];
  readonly note?: string;
}

export interface ReplyTrigger {
  readonly type: string;
  /** The reason that a failure reply carries. */
  readonly reason?: string;
}

/** The saga begins: every step's command goes out at once. */
export function begin<Data>(definition: SagaDefinition<Data>, data: Data): Decision<Data> {
  const steps = Object.fromEntries(definition.steps.map(({ name }) => [name, 'PENDING' as const]));
  return { state: { status: 'RUNNING', data, steps }, send: definition.steps.map(({ request }) => request) };
}

/** A reply arrived. One that is late or repeated changes nothing, and the note says so. */
export function onReply<Data>(
  definition: SagaDefinition<Data>,
  state: SagaState<Data>,
  reply: ReplyTrigger,
): Decision<Data> {
  const step = stepOf(definition, reply.type);
  if (state.status !== 'RUNNING') return nothing(state, `late: the saga has ${state.status.toLowerCase()}`);
  if (state.steps[step.name] !== 'PENDING') return nothing(state, `repeated: ${step.name} is settled`);
  if (reply.type === step.failsOn.type)
    return fail(definition, settle(state, step, 'FAILED'), reply.reason ?? reply.type);
  return completeIfDone(definition, settle(state, step, 'SUCCEEDED'));
}

/** The saga is given up: its deadline has passed, or its order was cancelled. */
export function abandon<Data>(
  definition: SagaDefinition<Data>,
  state: SagaState<Data>,
  reason: string,
): Decision<Data> {
  if (state.status !== 'RUNNING') return nothing(state, `the saga has ${state.status.toLowerCase()}`);
  return fail(definition, state, reason);
}

function completeIfDone<Data>(definition: SagaDefinition<Data>, state: SagaState<Data>): Decision<Data> {
  const done = Object.values(state.steps).every((status) => status === 'SUCCEEDED');
  if (!done) return { state, send: [] };
  return { state: { ...state, status: 'COMPLETED' }, send: definition.onCompletion };
}

/** Compensates every step but those that failed: what is pending may yet succeed, after this. */
function fail<Data>(
  definition: SagaDefinition<Data>,
  state: SagaState<Data>,
  reason: string,
): Decision<Data> {
  const send = definition.steps
    .filter(({ name }) => state.steps[name] !== 'FAILED')
    .flatMap(({ compensation }) => compensation ?? []);
  return { state: { ...state, status: 'FAILED', reason }, send };
}

const settle = <Data>(state: SagaState<Data>, step: Step<Data>, status: StepStatus): SagaState<Data> => ({
  ...state,
  steps: { ...state.steps, [step.name]: status },
});

const nothing = <Data>(state: SagaState<Data>, note: string): Decision<Data> => ({ state, send: [], note });

function stepOf<Data>(definition: SagaDefinition<Data>, replyType: string): Step<Data> {
  const step = definition.steps.find(({ succeedsOn, failsOn }) =>
    [succeedsOn.type, failsOn.type].includes(replyType),
  );
  if (!step) throw new Error(`${replyType} answers no step of the saga ${definition.name}`);
  return step;
}
