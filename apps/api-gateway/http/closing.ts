import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';

/** Tells those who wait that the gateway is about to stop: its doors do not close before they have gone. */
@Injectable()
export class Closing implements BeforeApplicationShutdown {
  private readonly controller = new AbortController();
  readonly signal = this.controller.signal;

  /** Aborts when either the gateway stops or the client has gone. */
  orGone(gone: AbortSignal): AbortSignal {
    return AbortSignal.any([gone, this.signal]);
  }

  beforeApplicationShutdown(): void {
    this.controller.abort();
  }
}
