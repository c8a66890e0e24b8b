import { transitions as orderTransitions } from '../../apps/order/domain/order-state.js';
import { transitions as ticketTransitions } from '../../apps/restaurant/domain/ticket-state.js';

/** A change of state that the database has seen. */
export interface Move {
  readonly orderId: string;
  readonly from: string;
  readonly to: string;
}

type Allowed = readonly { readonly from: string; readonly to: string }[];

export const allowedMoves = {
  order: orderTransitions,
  ticket: ticketTransitions,
  reservation: [{ from: 'HELD', to: 'RELEASED' }],
} satisfies Record<string, Allowed>;

export const forbiddenAmong = (moves: readonly Move[], allowed: Allowed): Move[] =>
  moves.filter(({ from, to }) => !allowed.some((move) => move.from === from && move.to === to));
