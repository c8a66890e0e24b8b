import type { Move } from './moves.js';
import type { ThreeServices } from './three-services.js';

export interface OrderRecord {
  readonly orderId: string;
  readonly state: string;
  readonly total: number;
}

export interface ReservationRecord {
  readonly orderId: string;
  readonly amount: number;
}

export interface Account {
  readonly limit: number;
  readonly heldCredit: number;
  readonly sumOfHeld: number;
}

/** What the three services have in their books. */
export interface Books {
  readonly orders: readonly OrderRecord[];
  readonly orderMoves: readonly Move[];
  readonly runningSagas: number;
  readonly held: readonly ReservationRecord[];
  readonly reservationMoves: readonly Move[];
  /** The orders that the kitchen is to cook. */
  readonly liveTickets: readonly string[];
  readonly ticketMoves: readonly Move[];
}

const MOVES = 'SELECT order_id AS "orderId", was AS "from", became AS "to" FROM history';

export async function readBooks({ order, consumer, restaurant }: ThreeServices): Promise<Books> {
  const [orders, orderMoves, running, held, reservationMoves, live, ticketMoves] = await Promise.all([
    order.query<OrderRecord>('SELECT order_id AS "orderId", state, order_total::float AS total FROM orders'),
    order.query<Move>(MOVES),
    order.query(`SELECT 1 FROM sagas WHERE status = 'RUNNING'`),
    consumer.query<ReservationRecord>(
      `SELECT order_id AS "orderId", amount::float AS amount FROM reservations WHERE state = 'HELD'`,
    ),
    consumer.query<Move>(MOVES),
    restaurant.query<{ readonly orderId: string }>(
      `SELECT order_id AS "orderId" FROM tickets WHERE state IN ('OPEN', 'ACCEPTED')`,
    ),
    restaurant.query<Move>(MOVES),
  ]);
  const liveTickets = live.map(({ orderId }) => orderId);
  return {
    orders,
    orderMoves,
    runningSagas: running.length,
    held,
    reservationMoves,
    liveTickets,
    ticketMoves,
  };
}

export const readAccounts = ({ consumer }: ThreeServices): Promise<Account[]> =>
  consumer.query(`
    SELECT credit_limit::float AS "limit", held_credit::float AS "heldCredit",
           (SELECT coalesce(sum(amount), 0)::float FROM reservations r
             WHERE r.consumer_id = c.consumer_id AND r.state = 'HELD') AS "sumOfHeld"
      FROM consumers c`);
