import { z } from 'zod';
import { Link } from './links.js';
import type { Route } from './route.js';
import type { Wire } from './wire.js';

export const ProblemKindResponse = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    description: z.string().meta({ description: 'When a request is answered with it' }),
    _links: z.object({ self: Link }),
  })
  .meta({ id: 'ProblemKind' });
export type ProblemKindResponse = Wire<typeof ProblemKindResponse>;

export const problemRoutes: readonly Route[] = [
  {
    id: 'getProblemKind',
    method: 'GET',
    path: '/problems/{problem}',
    tag: 'documents',
    summary: 'Explains a kind of problem: where its `type` leads',
    access: 'public',
    answers: { 200: { description: 'The kind of problem', body: ProblemKindResponse } },
    local: true,
    repetition: 'safe',
  },
];
