import { z } from 'zod';
import type { Answer, Route } from './route.js';

const etag = z.string().meta({ description: 'Of exactly this answer' });
const ifNoneMatch = z
  .string()
  .optional()
  .meta({ description: 'The `ETag` of the answer that the caller has' });

/** Whether a GET can be repeated with `If-None-Match`, as all can that answer with JSON that is worth keeping. */
export const isTagged = ({ method, answers, ephemeral }: Route): boolean =>
  method === 'GET' && answers[200]?.body !== undefined && !ephemeral;

/** The headers that a route takes. */
export const headersOf = (route: Route): Readonly<Record<string, z.core.$ZodType>> => ({
  ...(isTagged(route) && { 'if-none-match': ifNoneMatch }),
  ...route.headers?.shape,
});

/** What a route answers that is no problem. */
export function answersOf(route: Route): Readonly<Record<number, Answer>> {
  const answer = route.answers[200];
  if (!answer || !isTagged(route)) return route.answers;
  return {
    304: { description: 'It is as the caller has it', headers: { etag } },
    ...route.answers,
    200: { ...answer, headers: { etag, ...answer.headers } },
  };
}
