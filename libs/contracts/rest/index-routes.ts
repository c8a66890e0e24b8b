import { z } from 'zod';
import { Link } from './links.js';
import type { Route } from './route.js';
import type { Wire } from './wire.js';

export const IndexResponse = z
  .object({
    name: z.string(),
    description: z.string(),
    _links: z
      .record(z.string(), Link)
      .meta({ description: 'By the name of what is there, or of what it does' }),
  })
  .meta({ id: 'Index' });
export type IndexResponse = Wire<typeof IndexResponse>;

export const indexRoutes: readonly Route[] = [
  {
    id: 'getIndex',
    method: 'GET',
    path: '/api',
    tag: 'operation',
    summary: 'Shows where a caller may begin',
    description: 'It knows more for who comes with a token.',
    access: 'public',
    // Who shows a token shows one that is valid.
    problems: ['unauthenticated'],
    answers: { 200: { description: 'The index', body: IndexResponse } },
    local: true,
    repetition: 'safe',
  },
];
