import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Agent, type Dispatcher } from 'undici';

const KEEP_ALIVE_MS = 4_000;
const CONNECT_TIMEOUT_MS = 1_000;
const LARGEST_ANSWER_BYTES = 10 * 1024 * 1024;

/**
 * The kept-alive connections to all services; the keep-alive is shorter than the services' own, so that none is used
 * while it closes. How many there are is for the bulkheads to say: a call that waited here would use up its time.
 */
@Injectable()
export class Connections implements OnApplicationShutdown {
  readonly dispatcher: Dispatcher = new Agent({
    keepAliveTimeout: KEEP_ALIVE_MS,
    keepAliveMaxTimeout: KEEP_ALIVE_MS,
    connect: { timeout: CONNECT_TIMEOUT_MS },
    maxResponseSize: LARGEST_ANSWER_BYTES,
  });

  onApplicationShutdown(): Promise<void> {
    return this.dispatcher.close();
  }
}
