import type { DynamicModule, LoggerService, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { fortify, type EdgeOptions } from '../edge/edge.js';
import type { ProblemTable } from '../problem/problem-table.js';
import { ProblemFilter } from '../problem/problem.filter.js';
import { ValidationPipe } from '../problem/validation-pipe.js';
import { closeUnusedConnections } from './close-unused-connections.js';
import { answerConditionally } from './conditional-get.js';
import { answerForeignMethods } from './foreign-methods.js';
import { httpAdapter } from './http-adapter.js';
import { lingerWithWriters } from './linger.js';
import { readJsonAlone } from './read-json.js';
import { refuseUnfitHeads } from './request-head.js';
import { refuseUnroutable } from './unroutable.js';

/** What differs between the HTTP applications of the services. */
export interface HttpAppOptions {
  readonly logger: LoggerService | false;
  /** How the service's own errors are answered. */
  readonly problemTable?: ProblemTable;
  readonly edge?: EdgeOptions;
}

/**
 * A Nest application as every service has it, not yet listening: limited in what it takes, validating requests by
 * their schemas, answering every error with problem+json, and GETs by If-None-Match. Rejects when the module cannot be instantiated.
 */
export async function createHttpApp(
  module: Type<unknown> | DynamicModule,
  { logger, problemTable = [], edge = {} }: HttpAppOptions,
): Promise<NestFastifyApplication> {
  // Nest's own body parsers would take forms and text, too.
  const options = { logger, abortOnError: false, bodyParser: false };
  const adapter = httpAdapter(edge.trustedProxyHops);
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, options);
  const fastify = app.getHttpAdapter().getInstance();
  refuseUnroutable(fastify);
  fortify(app, edge);
  readJsonAlone(fastify);
  refuseUnfitHeads(fastify);
  answerForeignMethods(fastify);
  answerConditionally(fastify);
  closeUnusedConnections(fastify);
  lingerWithWriters(fastify);
  app.useGlobalPipes(new ValidationPipe());
  app.useGlobalFilters(new ProblemFilter(problemTable));
  return app;
}
