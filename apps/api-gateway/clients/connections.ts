import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Agent, interceptors, type Dispatcher } from 'undici';

const KEEP_ALIVE_MS = 4_000;
const CONNECT_TIMEOUT_MS = 1_000;
const LARGEST_ANSWER_BYTES = 10 * 1024 * 1024;
const DNS_TTL_MS = 5_000;

/**
 * The kept-alive connections to all services. A name that stands for several instances is resolved again and again,
 * so that calls spread over them; the keep-alive is shorter than the services' own, so that none is used while it closes.
 * How many there are is for the bulkheads to say: a call that waited here for a connection would use up its time.
 */
@Injectable()
export class Connections implements OnApplicationShutdown {
  private readonly agent = new Agent({
    keepAliveTimeout: KEEP_ALIVE_MS,
    keepAliveMaxTimeout: KEEP_ALIVE_MS,
    connect: { timeout: CONNECT_TIMEOUT_MS },
    maxResponseSize: LARGEST_ANSWER_BYTES,
  });
  readonly dispatcher: Dispatcher = this.agent.compose(interceptors.dns({ maxTTL: DNS_TTL_MS }));

  onApplicationShutdown(): Promise<void> {
    return this.agent.close();
  }
}
