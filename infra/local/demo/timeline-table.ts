import type { Timeline, TimelineMessage, TimelineSaga } from '#gateway-client';

type ShownSaga = Pick<TimelineSaga, 'name' | 'status' | 'startedAt' | 'endedAt'>;
type ShownMessage = Omit<TimelineMessage, 'id'>;

interface ShownTimeline extends Pick<Timeline, 'summary'> {
  readonly sagas: readonly ShownSaga[];
  readonly messages: readonly ShownMessage[];
}

interface Happening {
  readonly at: string;
  readonly service: string;
  readonly subject: string;
  readonly what: string;
}

const HEADINGS = ['ms', 'service', 'message', 'what'];
/** Sagas live with the orders. */
const SAGA_SERVICE = 'order';

/**
 * All that happened to an order, one line each, in the order of time; milliseconds since the first. What was done at one
 * moment stands as one led to the other: a reply is handled, and by it a saga ends.
 */
export function timelineTable({ sagas, messages, summary }: ShownTimeline): string {
  const happenings = [...sagas.flatMap(startOf), ...messages.flatMap(ofMessage), ...sagas.flatMap(endOf)];
  const inOrder = happenings.toSorted(byTime);
  const startedAt = Date.parse(inOrder[0]?.at ?? '');
  const rows = inOrder.map(({ at, service, subject, what }) => [
    String(Date.parse(at) - startedAt),
    service,
    subject,
    what,
  ]);
  return [...aligned([HEADINGS, ...rows]), '', `  ${summary}`].join('\n');
}

const startOf = ({ name, startedAt }: ShownSaga): Happening[] =>
  happened(startedAt, SAGA_SERVICE, `(${name})`, 'saga started');

const endOf = ({ name, status, endedAt }: ShownSaga): Happening[] =>
  happened(endedAt, SAGA_SERVICE, `(${name})`, `saga ended: ${status}`);

function ofMessage(message: ShownMessage): Happening[] {
  const { type, from = '', channel, storedAt, publishedAt, handledAt, where, outcome, error } = message;
  const note = outcome || error;
  return [
    ...happened(storedAt, from, type, 'stored in the outbox'),
    ...happened(publishedAt, from, type, `published to ${channel}`),
    ...happened(handledAt, where.replace('handled by ', ''), type, note ? `handled: ${note}` : 'handled'),
  ];
}

const happened = (
  at: string | null | undefined,
  service: string,
  subject: string,
  what: string,
): Happening[] => (at ? [{ at, service, subject, what }] : []);

const byTime = (one: Happening, other: Happening): number => Date.parse(one.at) - Date.parse(other.at);

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map(([ms = '', ...words]) => {
    const padded = words.map((word, column) => word.padEnd(widths[column + 1] ?? 0));
    return `  ${[ms.padStart(widths[0] ?? 0), ...padded].join('  ')}`.trimEnd();
  });
}
