import type { Attempt, Books } from './books.js';

/** What a comparison of testimony and books finds; every finding is a sentence that names the order. */
export interface Verdict {
  /** Orders that clients were told of. */
  readonly accepted: number;
  /** Stored orders in a terminal state. */
  readonly terminal: number;
  /** Promised, and not there. */
  readonly lost: readonly string[];
  /** There, and nobody asked for it. */
  readonly unexpected: readonly string[];
  /** Happened more than once. */
  readonly doubled: readonly string[];
  /** Not finished. */
  readonly stuck: readonly string[];
  /** Handled in another order than sent. */
  readonly reordered: readonly string[];
}

const TERMINAL = new Set(['VALIDATED', 'REJECTED', 'CANCELLED']);
const TIMED_OUT = 'VALIDATION_TIMED_OUT';
const OPEN_TICKET = new Set(['OPEN', 'ACCEPTED']);

type Findings = Iterable<string>;

/** What a test has brought about itself, and is no finding. */
export interface Allowances {
  readonly deadLetters?: number;
  /** A participant was away for longer than the deadline. Otherwise an order that times out has lost a message. */
  readonly timeOuts?: boolean;
}

/**
 * Compares what clients were told with what is stored, once the system is quiet.
 * After the queue checkers of Jepsen (Kingsbury), which decide about a history by what was acknowledged.
 */
export function judge(attempts: readonly Attempt[], books: Books, allowed: Allowances = {}): Verdict {
  return {
    accepted: attempts.filter(({ outcome }) => outcome === 'accepted').length,
    terminal: books.orders.filter(({ state }) => TERMINAL.has(state)).length,
    lost: [...lost(attempts, books), ...(allowed.timeOuts ? [] : timedOut(books))],
    unexpected: [...unexpected(attempts, books)],
    doubled: [...doubled(books)],
    stuck: [...stuck(books, allowed.deadLetters ?? 0)],
    reordered: books.overtaken.map((id) => `${id}: the release was handled before the command it follows`),
  };
}

/** True when nothing was found. */
export const isClean = ({ lost, unexpected, doubled, stuck, reordered }: Verdict): boolean =>
  [lost, unexpected, doubled, stuck, reordered].every(({ length }) => length === 0);

function* lost(attempts: readonly Attempt[], { orders, reservations, tickets }: Books): Findings {
  const stored = new Map(orders.map((order) => [order.id, order]));
  for (const { orderId, cancellation } of attempts) {
    if (!orderId) continue;
    const order = stored.get(orderId);
    if (!order) yield `${orderId}: accepted, and not stored`;
    else if (cancellation === 'promised' && TERMINAL.has(order.state) && order.state !== 'CANCELLED')
      yield `${orderId}: its cancellation was promised, and it is ${order.state}`;
  }
  const held = idsIn(reservations, ({ state }) => state === 'HELD');
  const open = idsIn(tickets, ({ state }) => OPEN_TICKET.has(state));
  for (const { id, state } of orders) {
    if (state !== 'VALIDATED') continue;
    if (!held.has(id)) yield `${id}: VALIDATED, and no credit is held for it`;
    if (!open.has(id)) yield `${id}: VALIDATED, and the kitchen has no ticket`;
  }
}

function* timedOut({ orders }: Books): Findings {
  for (const { id, rejectionReason } of orders)
    if (rejectionReason === TIMED_OUT) yield `${id}: timed out, though nobody was away for so long`;
}

function* unexpected(attempts: readonly Attempt[], { orders, reservations, tickets }: Books): Findings {
  const asked = new Map(attempts.map((attempt) => [attempt.reference, attempt]));
  for (const { id, reference, state, rejectionReason } of orders) {
    const attempt = asked.get(reference);
    if (!attempt) yield `${id}: nobody asked for it`;
    else if (attempt.outcome === 'refused') yield `${id}: stored, though its client was refused`;
    else if (attempt.flaw && state === 'VALIDATED') yield `${id}: VALIDATED in spite of ${attempt.flaw}`;
    if (state === 'CANCELLED' && !attempt?.cancellation) yield `${id}: CANCELLED, and nobody asked for that`;
    if (rejectionReason && ![attempt?.flaw, TIMED_OUT].includes(rejectionReason))
      yield `${id}: rejected for ${rejectionReason}`;
  }
  const validated = idsIn(orders, ({ state }) => state === 'VALIDATED' || state === 'CANCEL_PENDING');
  for (const { id, state } of reservations)
    if (state === 'HELD' && !validated.has(id)) yield `${id}: credit is held, and it is not VALIDATED`;
  for (const { id, state } of tickets)
    if (OPEN_TICKET.has(state) && !validated.has(id)) yield `${id}: a ticket, and it is not VALIDATED`;
}

function* doubled({ orders, reservations, unbalancedConsumers, repeatedMessages }: Books): Findings {
  const ofReference = Map.groupBy(orders, ({ reference }) => reference);
  for (const [reference, same] of ofReference)
    if (same.length > 1) yield `${same.map(({ id }) => id).join(' and ')}: one request, "${reference}"`;
  const totals = new Map(orders.map(({ id, total }) => [id, total]));
  for (const { id, state, amount } of reservations)
    if (state === 'HELD' && amount !== totals.get(id)) yield `${id}: ${amount} held for ${totals.get(id)}`;
  for (const id of unbalancedConsumers) yield `consumer ${id}: its held credit does not add up`;
  for (const { id, type } of repeatedMessages) yield `${id}: ${type} was sent more than once`;
}

function* stuck(books: Books, expectedDeadLetters: number): Findings {
  for (const { id, state } of books.orders) if (!TERMINAL.has(state)) yield `${id}: still ${state}`;
  for (const id of books.runningSagas) yield `${id}: its saga still runs`;
  if (books.waitingInOutboxes > 0) yield `${books.waitingInOutboxes} messages wait in the outboxes`;
  if (books.waitingInChannels > 0) yield `${books.waitingInChannels} messages wait in the channels`;
  if (books.deadLetters !== expectedDeadLetters)
    yield `${books.deadLetters} dead letters instead of ${expectedDeadLetters}`;
}

const idsIn = <Row extends { readonly id: string }>(
  rows: readonly Row[],
  holds: (row: Row) => boolean,
): Set<string> => new Set(rows.filter(holds).map(({ id }) => id));
