import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Histogram, Registry } from 'prom-client';
import { onRequestEnd } from '../edge/request-end.js';
import type { EdgeServer } from '../edge/server.js';

/** The status of a request whose client did not stay for the end of the answer. */
const ABORTED = 'aborted';

/** Measures every HTTP request, those that no controller sees included. */
@Injectable()
export class RequestDuration implements OnModuleInit {
  private readonly histogram: Histogram<'method' | 'route' | 'status'>;

  constructor(
    private readonly host: HttpAdapterHost,
    registry: Registry,
  ) {
    this.histogram = new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Duration of HTTP requests, by route pattern',
      labelNames: ['method', 'route', 'status'],
      registers: [registry],
    });
  }

  onModuleInit(): void {
    const server = this.host.httpAdapter.getInstance<EdgeServer>();
    onRequestEnd(server, ({ method, route, status, durationMs, isAborted }) => {
      const labels = { method, route, status: isAborted ? ABORTED : String(status) };
      this.histogram.observe(labels, durationMs / 1_000);
    });
  }
}
