import type { OnModuleInit } from '@nestjs/common';
import type { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Counter, Gauge, type Registry } from 'prom-client';
import type { ProblemDescription } from '../problem/problem.js';
import { sendProblem, type Reply } from '../problem/send-problem.js';
import { mayWait, preferredSeconds } from '../waiting/preferred-wait.js';
import { isRoutine } from './routine-routes.js';

const OVERLOADED: ProblemDescription = {
  status: 503,
  slug: 'overloaded',
  detail: 'The service has more to do than it can take on. Nothing was done; try again in a moment.',
  headers: { 'retry-after': '1' },
};

/**
 * Takes on so many requests at a time and answers 503 to others at once. Where more work comes than can be done, a
 * queue only makes all of it late: callers have given up when their turn comes. A request counts until its answer is
 * ready, also when its caller has gone, for its work goes on.
 * Pattern: load shedding (Google, "Site Reliability Engineering", chapter 21).
 */
export class LoadShedding implements OnModuleInit {
  private readonly atWork = new Set<FastifyRequest>();
  private readonly shed: Counter;

  constructor(
    private readonly host: HttpAdapterHost,
    registry: Registry,
    private readonly most: number,
  ) {
    const { atWork } = this;
    const registers = [registry];
    this.shed = new Counter({
      name: 'http_requests_shed_total',
      help: 'Requests that were refused because too many were at work',
      registers,
    });
    new Gauge({
      name: 'http_requests_at_work',
      help: 'Requests whose answers are not ready',
      registers,
      collect() {
        this.set(atWork.size);
      },
    });
  }

  onModuleInit(): void {
    const server = this.host.httpAdapter.getInstance<FastifyInstance>();
    server.addHook('onRequest', (request, reply, done) => {
      if (this.takesOn(request)) return done();
      this.shed.inc();
      sendProblem(reply as unknown as Reply, OVERLOADED, request.url);
    });
    server.addHook('onSend', (request, _reply, payload, done) => {
      this.atWork.delete(request);
      done(null, payload);
    });
  }

  private takesOn(request: FastifyRequest): boolean {
    if (isRoutine(request.routeOptions.url ?? '') || waits(request)) return true;
    if (this.atWork.size >= this.most) return false;
    this.atWork.add(request);
    return true;
  }
}

/** A request that waits does no work meanwhile; its own limit is with who waits. */
const waits = ({ routeOptions, headers }: FastifyRequest): boolean =>
  mayWait(routeOptions.config) && (preferredSeconds(String(headers.prefer ?? '')) ?? 0) > 0;
