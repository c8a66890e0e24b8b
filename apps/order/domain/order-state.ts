export const orderStates = ['PENDING', 'VALIDATED', 'REJECTED', 'CANCEL_PENDING', 'CANCELLED'] as const;
export type OrderState = (typeof orderStates)[number];

export type OrderAction = 'validate' | 'reject' | 'cancel' | 'confirmCancellation' | 'refuseCancellation';

export interface Transition {
  readonly action: OrderAction;
  readonly from: OrderState;
  readonly to: OrderState;
  readonly by: 'create-order saga' | 'cancel-order saga' | 'consumer';
}

/** Every way an order may move; all others are refused. The diagram in the documentation is made from this table. */
export const transitions: readonly Transition[] = [
  { action: 'validate', from: 'PENDING', to: 'VALIDATED', by: 'create-order saga' },
  { action: 'reject', from: 'PENDING', to: 'REJECTED', by: 'create-order saga' },
  { action: 'cancel', from: 'PENDING', to: 'CANCELLED', by: 'consumer' },
  { action: 'cancel', from: 'VALIDATED', to: 'CANCEL_PENDING', by: 'consumer' },
  { action: 'confirmCancellation', from: 'CANCEL_PENDING', to: 'CANCELLED', by: 'cancel-order saga' },
  { action: 'refuseCancellation', from: 'CANCEL_PENDING', to: 'VALIDATED', by: 'cancel-order saga' },
];

/** Whether no action leads out of the state: what is there now stays. */
export const isFinal = (state: OrderState): boolean => transitions.every(({ from }) => from !== state);

/** Where `action` leads from `state`; undefined where it may not be taken. */
export const nextState = (state: OrderState, action: OrderAction): OrderState | undefined =>
  transitions.find((transition) => transition.from === state && transition.action === action)?.to;
