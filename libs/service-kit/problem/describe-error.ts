import { isDatabaseUnavailable } from '../persistence/database-errors.js';
import { HttpException } from '@nestjs/common';
import { HttpProblem } from './http-problem.js';
import type { ProblemDescription } from './problem.js';
import type { ProblemTable, SluggedError } from './problem-table.js';

const INTERNAL: ProblemDescription = {
  status: 500,
  detail: 'Something went wrong on our side. The failure has been recorded.',
};

const UNAVAILABLE: ProblemDescription = {
  status: 503,
  slug: 'service-unavailable',
  detail: 'Something that this service depends on is away. Try again in a moment.',
  headers: { 'retry-after': '1' },
};

/** What there is to say of Fastify's errors besides, or instead of, what they say themselves. */
const OF_FASTIFY: Readonly<Record<string, Partial<ProblemDescription>>> = {
  FST_ERR_BAD_URL: { detail: 'The path is not encoded as RFC 3986 has it.' },
  FST_ERR_CTP_BODY_TOO_LARGE: { slug: 'body-too-large' },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    detail: 'The body must be JSON, sent with the header "content-type: application/json".',
  },
};

/** It repeats the query, which may hold what should not be repeated. */
const NESTS_NO_ROUTE = /^Cannot [A-Z]+ \//;

interface FastifyError extends Error {
  readonly code: string;
  readonly statusCode: number;
}

/** What the client is told of an error: never more than it was meant to say. */
export function describeError(error: unknown, table: ProblemTable): ProblemDescription {
  if (error instanceof HttpProblem) return error.description;
  if (error instanceof HttpException) return ofHttpException(error);
  const entry = table.find(([type]) => error instanceof type);
  if (entry) return ofDomainError(error as SluggedError, entry[1]);
  if (isFastifyError(error)) return ofFastifyError(error);
  return isDatabaseUnavailable(error ?? {}) ? UNAVAILABLE : INTERNAL;
}

const ofDomainError = ({ slug, message, retryAfterS }: SluggedError, status: number): ProblemDescription => ({
  status,
  slug,
  detail: message,
  ...(retryAfterS !== undefined && { headers: { 'retry-after': String(retryAfterS) } }),
});

function ofHttpException(exception: HttpException): ProblemDescription {
  // Nest wraps Fastify's errors in exceptions of its own.
  if (isFastifyError(exception.cause)) return ofFastifyError(exception.cause);
  const status = exception.getStatus();
  if (NESTS_NO_ROUTE.test(exception.message)) return { status, detail: 'There is nothing at this path.' };
  return status < 500 ? { status, detail: exception.message } : { ...INTERNAL, status };
}

const ofFastifyError = ({ code, statusCode, message }: FastifyError): ProblemDescription => ({
  status: statusCode,
  detail: message,
  ...OF_FASTIFY[code],
});

const isFastifyError = (error: unknown): error is FastifyError => {
  const { code, statusCode } = (error ?? {}) as Partial<FastifyError>;
  return typeof code === 'string' && code.startsWith('FST_ERR_') && Number(statusCode) < 500;
};
