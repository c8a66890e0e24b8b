import { OrderId } from '#contracts';
import type { TicketResponse } from '#contracts/rest';
import { CurrentCaller, Roles, type Caller } from '#service-kit';
import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { AcceptTicket } from '../application/accept-ticket.use-case.js';
import { TicketViews } from '../application/ticket-views.js';
import { demandRestaurant } from './restaurant-access.js';
import { toTicketResponse } from './ticket.response.js';

@Controller('tickets')
export class TicketsController {
  constructor(
    private readonly acceptTicket: AcceptTicket,
    private readonly tickets: TicketViews,
  ) {}

  @Post(':orderId/acceptance')
  @HttpCode(200)
  @Roles('restaurant', 'operator')
  async accept(
    @CurrentCaller() caller: Caller,
    @Param('orderId', { schema: OrderId }) orderId: string,
  ): Promise<TicketResponse> {
    const { restaurantId } = await this.tickets.get(orderId);
    demandRestaurant(caller, restaurantId);
    return toTicketResponse(await this.acceptTicket.execute(orderId));
  }
}
