/** The order service's part of the timeline. */
export interface OrderSagas {
  readonly orderId: string;
  readonly state: string;
  readonly version: number;
  readonly createdAt: string;
  readonly sagas: readonly SagaTrail[];
}

export interface SagaTrail {
  readonly sagaId: string;
  readonly name: string;
  readonly status: 'RUNNING' | 'COMPLETED' | 'FAILED';
  readonly reason: string | null;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly deadlineAt: string | null;
  readonly steps: readonly { readonly name: string; readonly status: string }[];
}
