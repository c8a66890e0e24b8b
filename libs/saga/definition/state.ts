export type StepStatus = 'PENDING' | 'SUCCEEDED' | 'FAILED';
export type SagaStatus = 'RUNNING' | 'COMPLETED' | 'FAILED';

/** A running or ended saga. */
export interface SagaState<Data> {
  readonly status: SagaStatus;
  readonly data: Data;
  readonly steps: Readonly<Record<string, StepStatus>>;
  /** Why it failed. */
  readonly reason?: string;
}
