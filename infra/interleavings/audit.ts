import { readAccounts, type Books } from './books.js';
import { wrongCounts } from './correspondence.js';
import { allowedMoves, forbiddenAmong } from './moves.js';
import type { Performance } from './performance.js';

const TERMINAL = ['VALIDATED', 'REJECTED', 'CANCELLED'];

/** What must hold at any time: nobody owes more than their limit, and nothing is held but by a reservation. */
export async function auditAccounts({ services }: Performance): Promise<string[]> {
  const accounts = await readAccounts(services);
  return accounts
    .filter(({ limit, heldCredit, sumOfHeld }) => heldCredit > limit || heldCredit !== sumOfHeld)
    .map((account) => `credit does not add up: ${JSON.stringify(account)}`);
}

/** What must hold once all is quiet. */
export async function auditAll(performance: Performance, books: Books): Promise<string[]> {
  return [
    ...(await auditAccounts(performance)),
    ...auditMoves(books),
    ...auditPost(performance),
    ...(books.orders.length === performance.orders.length ? [] : ['an order is missing']),
    ...(books.runningSagas === 0 ? [] : [`${books.runningSagas} sagas still run`]),
    ...books.orders.flatMap((order) => auditOrder(order, books, performance)),
  ];
}

const auditMoves = (books: Books): string[] =>
  [
    ...forbiddenAmong(books.orderMoves, allowedMoves.order),
    ...forbiddenAmong(books.ticketMoves, allowedMoves.ticket),
    ...forbiddenAmong(books.reservationMoves, allowedMoves.reservation),
  ].map(({ from, to }) => `moved from ${from} to ${to}`);

/** A message that cannot be handled is retried and ends as a dead letter. */
const auditPost = ({ services }: Performance): string[] =>
  Object.values(services)
    .flatMap((service) => service.takeSetAside())
    .map(({ properties }) => `set aside: ${properties.type}: ${String(properties.headers?.error)}`);

function auditOrder(order: Books['orders'][number], books: Books, performance: Performance): string[] {
  const { orderId, state, total } = order;
  const { postman, orders } = performance;
  const held = books.held.filter((reservation) => reservation.orderId === orderId);
  const stands = state === 'VALIDATED';
  const flaw = orders.find((placed) => placed.orderId === orderId)?.wish.flaw;
  const sent = postman.sent.filter(({ shardKey }) => shardKey === orderId).map(({ type }) => type);
  const accepted = books.ticketMoves.some((move) => move.orderId === orderId && move.to === 'ACCEPTED');
  return [
    ...(TERMINAL.includes(state) ? [] : ['it is not at an end']),
    ...(stands && flaw ? [`it has a wrong ${flaw}`] : []),
    ...(held.length === Number(stands) ? [] : [`credit is held ${held.length} times`]),
    ...held.filter(({ amount }) => amount !== total).map(({ amount }) => `${amount} is held, not ${total}`),
    ...(books.liveTickets.includes(orderId) === stands
      ? []
      : [stands ? 'it has no ticket' : 'it has a ticket']),
    ...wrongCounts(sent, state, accepted),
  ].map((what) => `order ${performance.numberOf(orderId)}, ${state}: ${what}`);
}
