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
    id: 'getRoot',
    method: 'GET',
    path: '/',
    tag: 'operation',
    summary: 'Shows a program the index, and leads a browser to the documents',
    access: 'public',
    problems: ['unauthenticated'],
    answers: {
      200: { description: 'The index', body: IndexResponse },
      303: {
        description: 'Who takes HTML is led to the documents',
        headers: { location: z.string() },
      },
    },
    local: true,
    repetition: 'safe',
  },
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
