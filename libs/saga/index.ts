export { CreateSagas1761000000003 } from './create-sagas.migration.js';
export { DeadlineWorker } from './deadline-worker.js';
export { SagaMetrics } from './saga-metrics.js';
export { SagaManager, type Outcome } from './saga-manager.js';
export { summarise, type SagaSummary } from './saga-table.js';
