import { z } from 'zod';
import type { Route } from './route.js';

const Liveness = z.object({ status: z.literal('alive') }).meta({ id: 'Liveness' });

const Readiness = z
  .object({
    status: z.enum(['ready', 'not ready']),
    checks: z.record(z.string(), z.enum(['up', 'down'])),
  })
  .meta({ id: 'Readiness' });

const open = { method: 'GET', tag: 'operation', access: 'public', local: true, repetition: 'safe' } as const;

export const operationRoutes: readonly Route[] = [
  {
    ...open,
    id: 'getLiveness',
    path: '/health/live',
    summary: 'Answers as long as the gateway lives',
    answers: { 200: { description: 'It lives', body: Liveness } },
  },
  {
    ...open,
    id: 'getReadiness',
    path: '/health/ready',
    summary: 'Says whether the gateway should be sent requests',
    answers: {
      200: { description: 'It should', body: Readiness },
      503: { description: 'It should not: it is about to stop, or something is away', body: Readiness },
    },
  },
  {
    ...open,
    id: 'getMetrics',
    path: '/metrics',
    summary: "Shows the gateway's metrics, for Prometheus",
    description: 'Where a token for them is configured, it has to come as bearer token.',
    problems: ['unauthenticated'],
    answers: { 200: { description: 'The metrics', mediaType: 'text/plain' } },
  },
];
