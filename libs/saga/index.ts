export { CreateSagas1761000000003 } from './create-sagas.migration.js';
export { DeadlineWorker } from './deadline-worker.js';
export { abandon, begin, onReply, type Decision, type ReplyTrigger } from './decide.js';
export { request, type Request, type SagaDefinition, type Step } from './definition.js';
export { SagaManager, type Outcome } from './saga-manager.js';
export { summarise, type SagaSummary } from './saga-table.js';
export type { SagaState, SagaStatus, StepStatus } from './state.js';
