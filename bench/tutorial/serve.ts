import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { Type } from '@nestjs/common';
import { rabbitMq } from './settings.js';

/** A service with routes, and with a queue where it has one. */
export async function serve(module: Type, queue?: string): Promise<void> {
  const app = await NestFactory.create(module, new FastifyAdapter(), { logger: ['error', 'warn'] });
  if (queue) app.connectMicroservice(rabbitMq(queue));
  await app.startAllMicroservices();
  await app.listen(process.env.PORT ?? 0, '127.0.0.1');
}
