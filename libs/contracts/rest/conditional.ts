import { z } from 'zod';
import type { Answer } from './route.js';

const etag = z.string().meta({ description: 'Of exactly this answer; it differs from caller to caller' });

/** The header by which a caller says what it has. */
export const ifNoneMatch = {
  'if-none-match': z
    .string()
    .optional()
    .meta({ description: 'The `ETag` of the answer that the caller has' }),
};

/** The answers of a GET that can be repeated with `If-None-Match`, as all can that answer with JSON. */
export const conditional = (answer: Answer): Readonly<Record<number, Answer>> => ({
  200: { ...answer, headers: { etag, ...answer.headers } },
  304: { description: 'It is as the caller has it', headers: { etag } },
});
