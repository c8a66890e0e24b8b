import type { ServiceName } from '#contracts';
import { Injectable, Logger } from '@nestjs/common';
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
  private readonly logger = new Logger('AllServices');
  private readonly services: readonly DownstreamService[];

  constructor(order: OrderService, consumer: ConsumerService, restaurant: RestaurantService) {
    this.services = [order, consumer, restaurant];
  }

  named(name: ServiceName): DownstreamService | undefined {
    return this.services.find((service) => service.name === name);
  }

  async gather<Part>(ask: (service: DownstreamService) => Promise<Part>): Promise<Gathered<Part>> {
    const answers = await Promise.all(this.services.map((service) => this.tolerate(service, ask)));
    const missing = this.services.filter((_, index) => answers[index]?.length === 0);
    return {
      parts: answers.flatMap(([part]) => (part === undefined ? [] : [part])),
      incomplete: missing.map(({ name }) => name),
    };
  }

  /** The answer in a list, which is empty without one. */
  private async tolerate<Part>(
    service: DownstreamService,
    ask: (service: DownstreamService) => Promise<Part>,
  ): Promise<readonly [Part] | readonly []> {
    try {
      return [await ask(service)];
    } catch (error) {
      this.logger.warn(`Goes without the ${service.name} service: ${(error as Error).message}`);
      return [];
    }
  }
}
