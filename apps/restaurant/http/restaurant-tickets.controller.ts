import { RestaurantId } from '#contracts';
import { ListTicketsQuery, type TicketListResponse } from '#contracts/rest';
import { CurrentCaller, Roles, type Caller } from '#service-kit';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { RestaurantViews } from '../application/restaurant-views.js';
import { TicketViews } from '../application/ticket-views.js';
import { demandRestaurant } from './restaurant-access.js';
import { toTicketListResponse } from './ticket.response.js';

@Controller('restaurants/:restaurantId/tickets')
export class RestaurantTicketsController {
  constructor(
    private readonly restaurants: RestaurantViews,
    private readonly tickets: TicketViews,
  ) {}

  @Get()
  @Roles('restaurant', 'operator')
  async list(
    @CurrentCaller() caller: Caller,
    @Param('restaurantId', { schema: RestaurantId }) id: string,
    @Query({ schema: ListTicketsQuery }) { state, cursor, limit }: ListTicketsQuery,
  ): Promise<TicketListResponse> {
    demandRestaurant(caller, id);
    const { restaurantId } = await this.restaurants.get(id);
    return toTicketListResponse(
      await this.tickets.list({ restaurantId, state, before: cursor, limit }),
      limit,
    );
  }
}
