import type {
  ConsumerResponse,
  Expandable,
  ExpandedOrderResponse,
  RestaurantResponse,
} from '#contracts/rest';
import { Injectable, Logger } from '@nestjs/common';
import { AnswerRefused } from '../clients/answer-refused.js';
import { ConsumerService } from '../clients/consumer-service.js';
import type { CallerHeaders } from '../clients/downstream-service.js';
import { RestaurantService } from '../clients/restaurant-service.js';

type Parties = Pick<ExpandedOrderResponse, '_embedded' | 'incomplete'>;
type Ids = Pick<ExpandedOrderResponse, 'consumerId' | 'restaurantId'>;

/** The consumer and the restaurant of an order, asked for at the same time, each with the caller's own rights. */
@Injectable()
export class OrderParties {
  private readonly logger = new Logger('OrderParties');

  constructor(
    private readonly consumers: ConsumerService,
    private readonly restaurants: RestaurantService,
  ) {}

  /** What is refused or cannot be had is left out, and named. */
  async of(ids: Ids, names: readonly Expandable[], headers: CallerHeaders): Promise<Parties> {
    const parties = await Promise.all(
      names.map(async (name) => [name, await this.find(name, ids, headers)] as const),
    );
    return {
      _embedded: Object.fromEntries(parties.filter(([, party]) => party !== undefined)),
      incomplete: parties.flatMap(([name, party]) => (party === undefined ? [name] : [])),
    };
  }

  private async find(
    name: Expandable,
    { consumerId, restaurantId }: Ids,
    headers: CallerHeaders,
  ): Promise<ConsumerResponse | RestaurantResponse | undefined> {
    try {
      return name === 'consumer'
        ? await this.consumers.consumer(consumerId, headers)
        : await this.restaurants.restaurant(restaurantId, headers);
    } catch (error) {
      if (!(error instanceof AnswerRefused))
        this.logger.warn(`Goes without the ${name}: ${(error as Error).message}`);
      return undefined;
    }
  }
}
