import type { DynamicModule, Type } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { CustomTransportStrategy } from '@nestjs/microservices';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Server } from 'node:http';
import type { EdgeOptions } from '../edge/edge.js';
import { Drain } from '../health/drain.js';
import { optionalProvider } from '../health/optional-provider.js';
import { ServiceLogger, type LogLevel } from '../logging/service-logger.js';
import type { ProblemTable } from '../problem/problem-table.js';
import { createHttpApp } from './create-http-app.js';
import { exitOnLostErrors } from './exit-on-lost-errors.js';
import { startFailure } from './start-failure.js';

/** What is to be run, and where it listens. */
export interface Service {
  readonly module: Type<unknown> | DynamicModule;
  readonly host: string;
  readonly port: number;
  readonly logLevel: LogLevel;
  /** How long it stays open, but not ready, after SIGTERM; needs the HealthModule. 0 unless given. */
  readonly drainMs?: number;
  /** The provider that receives the service's messages. */
  readonly microservice?: Type<CustomTransportStrategy>;
  /** How the service's own errors are answered. */
  readonly problemTable?: ProblemTable;
  /** How it faces clients that do not come through the gateway. */
  readonly edge?: EdgeOptions;
}

/**
 * Runs a service until SIGTERM or SIGINT: then it drains, stops accepting, finishes what is in work, and exits with 0. A
 * start that fails (a config error of `describe` included) ends in one sentence on stderr and exit code 1.
 */
export async function runService(name: string, describe: () => Service | Promise<Service>): Promise<void> {
  try {
    await start(name, await describe());
  } catch (error) {
    process.stderr.write(`${name}: ${startFailure(error)}\n`);
    process.exit(1);
  }
}

async function start(name: string, service: Service): Promise<void> {
  const logger = new ServiceLogger(name, service.logLevel);
  exitOnLostErrors(logger);
  const app = await createApp(service, logger);
  // The port comes first: an instance that cannot have it must not receive messages either.
  await app.listen(service.port, service.host);
  await app.startAllMicroservices();
  logger.log(`${name} listens on ${await app.getUrl()}`, 'Service');
}

async function createApp(service: Service, logger: ServiceLogger): Promise<NestFastifyApplication> {
  const { problemTable, edge } = service;
  const app = await createHttpApp(service.module, { logger, problemTable, edge });
  if (service.microservice)
    // Without the HTTP side's filters and guards: a handler's error belongs to its subscription.
    app.connectMicroservice({ strategy: app.get(service.microservice, { strict: false }) });
  const drain = optionalProvider<Drain | undefined>(app.get(ModuleRef), Drain, undefined);
  drain?.of(app.getHttpServer() as Server, service.drainMs ?? 0);
  app.enableShutdownHooks(['SIGTERM', 'SIGINT'], { useProcessExit: true });
  return app;
}
