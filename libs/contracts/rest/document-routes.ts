import { z } from 'zod';
import type { Route } from './route.js';

const open = { method: 'GET', tag: 'documents', access: 'public', local: true, repetition: 'safe' } as const;

const page = {
  description: 'A page',
  mediaType: 'text/html',
  headers: { 'content-security-policy': z.string() },
};
const document = { description: 'The document', body: z.looseObject({}) };

export const documentRoutes: readonly Route[] = [
  {
    ...open,
    id: 'getOpenApiPage',
    path: '/docs',
    summary: 'Shows this interface to people',
    answers: { 200: page },
  },
  {
    ...open,
    id: 'getOpenApi',
    path: '/docs/openapi.json',
    summary: 'Shows this interface to programs (OpenAPI 3.1)',
    answers: { 200: document },
  },
  {
    ...open,
    id: 'getAsyncApiPage',
    path: '/asyncapi',
    summary: 'Shows the messages between the services to people',
    answers: { 200: page },
  },
  {
    ...open,
    id: 'getAsyncApi',
    path: '/asyncapi.json',
    summary: 'Shows the messages between the services to programs (AsyncAPI 3.0)',
    answers: { 200: document },
  },
  {
    ...open,
    id: 'getPageFile',
    path: '/docs/assets/{file}',
    summary: 'Brings what the pages load',
    answers: { 200: { description: 'A script or a style sheet' } },
  },
];
