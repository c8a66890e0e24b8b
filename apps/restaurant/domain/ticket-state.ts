export const ticketStates = ['OPEN', 'ACCEPTED', 'CANCELLED'] as const;
export type TicketState = (typeof ticketStates)[number];

export type TicketAction = 'accept' | 'cancel';

export interface Transition {
  readonly action: TicketAction;
  readonly from: TicketState;
  readonly to: TicketState;
  readonly by: 'restaurant' | 'cancel-order saga';
}

/** Every way a ticket may move; all others are refused. The diagram in the documentation is made from this table. */
export const transitions: readonly Transition[] = [
  { action: 'accept', from: 'OPEN', to: 'ACCEPTED', by: 'restaurant' },
  { action: 'cancel', from: 'OPEN', to: 'CANCELLED', by: 'cancel-order saga' },
];

/** Where `action` leads from `state`; undefined where it may not be taken. */
export const nextState = (state: TicketState, action: TicketAction): TicketState | undefined =>
  transitions.find((transition) => transition.from === state && transition.action === action)?.to;
