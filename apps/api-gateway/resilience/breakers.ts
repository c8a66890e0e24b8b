import type { ServiceName } from '#contracts';
import type { OnApplicationShutdown } from '@nestjs/common';
import { Breaker, type BreakerOptions } from './breaker.js';

/** One breaker for each service: a service that is in trouble is no reason to refuse calls to another. */
export class Breakers implements OnApplicationShutdown {
  private readonly breakers: Readonly<Record<ServiceName, Breaker>>;

  constructor(options: BreakerOptions) {
    this.breakers = {
      order: new Breaker('order', options),
      consumer: new Breaker('consumer', options),
      restaurant: new Breaker('restaurant', options),
    };
  }

  of(service: ServiceName): Breaker {
    return this.breakers[service];
  }

  get all(): readonly Breaker[] {
    return Object.values(this.breakers);
  }

  onApplicationShutdown(): void {
    for (const breaker of this.all) breaker.close();
  }
}
