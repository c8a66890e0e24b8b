import type { ServiceName } from '#contracts';
import { Injectable } from '@nestjs/common';
import { ConsumerService } from './consumer-service.js';
import type { DownstreamService } from './downstream-service.js';
import { OrderService } from './order-service.js';
import { RestaurantService } from './restaurant-service.js';

export interface Gathered<Part> {
  readonly parts: readonly Part[];
  /** The services whose part is missing. */
  readonly incomplete: readonly ServiceName[];
}

/** Asks all services at once, and makes do with what comes back. */
@Injectable()
export class AllServices {
  private readonly services: readonly DownstreamService[];

  constructor(order: OrderService, consumer: ConsumerService, restaurant: RestaurantService) {
    this.services = [order, consumer, restaurant];
  }

  named(name: ServiceName): DownstreamService | undefined {
    return this.services.find((service) => service.name === name);
  }

  async gather<Part>(ask: (service: DownstreamService) => Promise<Part>): Promise<Gathered<Part>> {
    const outcomes = await Promise.allSettled(this.services.map(ask));
    const parts = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    const missing = this.services.filter((_, index) => outcomes[index]?.status === 'rejected');
    return { parts, incomplete: missing.map(({ name }) => name) };
  }
}
