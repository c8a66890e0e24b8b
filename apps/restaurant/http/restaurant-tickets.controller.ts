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
    @Query({ schema: ListTicketsQuery }) query: ListTicketsQuery,
  ): Promise<TicketListResponse> {
    demandRestaurant(caller, id);
    const { restaurantId } = await this.restaurants.get(id);
    const { state, cursor, limit } = query;
    const tickets = await this.tickets.list({ restaurantId, state, before: cursor, limit });
    return toTicketListResponse(tickets, { restaurantId, ...query }, caller);
  }
}
