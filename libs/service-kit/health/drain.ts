import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * The time between the signal to stop and the closing of the doors. The service is not ready any more, so that
 * load balancers send no one new; whoever comes all the same is served, and told to connect anew next time. Doors that
 * closed at once would refuse those whose balancer does not know yet, and cut off requests that are on their way on
 * a connection which is kept alive.
 * Pattern: graceful shutdown (Kubernetes, "Termination of Pods").
 */
@Injectable()
export class Drain implements BeforeApplicationShutdown {
  private drainMs = 0;
  private started = false;

  isDraining(): boolean {
    return this.started;
  }

  /** Called before the server listens. `drainMs` has to be longer than balancers take, and than clients keep connections. */
  of(server: Server, drainMs: number): void {
    this.drainMs = drainMs;
    server.prependListener('request', (_: IncomingMessage, response: ServerResponse) => {
      if (this.started) response.setHeader('connection', 'close');
    });
  }

  /** Ctrl-C means now. */
  async beforeApplicationShutdown(signal?: string): Promise<void> {
    this.started = true;
    if (signal !== 'SIGINT') await delay(this.drainMs);
  }
}
