/** The pure part: what domain code may import. */
export { abandon, begin, onReply, type Decision, type ReplyTrigger } from './decide.js';
export { request, type Request, type SagaDefinition, type Step } from './definition.js';
export type { SagaState, SagaStatus, StepStatus } from './state.js';
