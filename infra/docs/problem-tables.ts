import { rejections } from '#contracts';
import { problemKinds } from '#contracts/rest';
import { code, table } from './markdown.js';

/** Every kind of problem, and when a request is answered with it. */
export const problemTable = (): string =>
  table(
    ['kind', 'status', 'when'],
    Object.entries(problemKinds).map(([name, { status, when }]) => [code(name), String(status), when]),
  );

/** Every reason for which an order is REJECTED. */
export const rejectionTable = (): string =>
  table(
    ['`rejectionReason`', 'meaning'],
    Object.entries(rejections).map(([reason, meaning]) => [code(reason), meaning]),
  );
