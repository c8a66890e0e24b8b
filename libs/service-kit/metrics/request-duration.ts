import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Histogram, Registry } from 'prom-client';

interface Request {
  readonly method: string;
  /** The route's pattern: a path with its ids would make a time series per order. */
  readonly routeOptions: { readonly url?: string };
}

interface Reply {
  readonly statusCode: number;
  readonly elapsedTime: number;
}

interface HookableServer {
  addHook(name: 'onResponse', hook: (request: Request, reply: Reply, done: () => void) => void): unknown;
}

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
    const server = this.host.httpAdapter.getInstance<HookableServer>();
    server.addHook('onResponse', (request, reply, done) => {
      this.observe(request, reply);
      done();
    });
  }

  private observe({ method, routeOptions }: Request, { statusCode, elapsedTime }: Reply): void {
    const labels = { method, route: routeOptions.url ?? 'unknown', status: String(statusCode) };
    this.histogram.observe(labels, elapsedTime / 1000);
  }
}
