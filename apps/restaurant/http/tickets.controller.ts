import { OrderId } from '#contracts';
import type { TicketResponse } from '#contracts/rest';
import { CurrentCaller, Roles, type Caller } from '#service-kit';
import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { AcceptTicket } from '../application/accept-ticket.use-case.js';
import { TicketViews, type TicketView } from '../application/ticket-views.js';
import { demandRestaurant } from './restaurant-access.js';
import { toTicketResponse } from './ticket.response.js';

@Controller('tickets')
export class TicketsController {
  constructor(
    private readonly acceptTicket: AcceptTicket,
    private readonly tickets: TicketViews,
  ) {}

  @Get(':orderId')
  @Roles('restaurant', 'operator')
  async get(
    @CurrentCaller() caller: Caller,
    @Param('orderId', { schema: OrderId }) orderId: string,
  ): Promise<TicketResponse> {
    return toTicketResponse(await this.visible(caller, orderId), caller);
  }

  @Post(':orderId/acceptance')
  @HttpCode(200)
  @Roles('restaurant', 'operator')
  async accept(
    @CurrentCaller() caller: Caller,
    @Param('orderId', { schema: OrderId }) orderId: string,
  ): Promise<TicketResponse> {
    await this.visible(caller, orderId);
    return toTicketResponse(await this.acceptTicket.execute(orderId), caller);
  }

  private async visible(caller: Caller, orderId: string): Promise<TicketView> {
    const ticket = await this.tickets.get(orderId);
    demandRestaurant(caller, ticket.restaurantId);
    return ticket;
  }
}
