import { Roles } from '#service-kit';
import { Controller, Get, Post, UseInterceptors } from '@nestjs/common';
import type { DownstreamAnswer, Call } from '../clients/exchange.js';
import { RestaurantService } from '../clients/restaurant-service.js';
import { IncomingCall } from './incoming-call.js';
import { PassedBack } from './passed-back.interceptor.js';

@Controller('tickets')
@UseInterceptors(PassedBack)
export class TicketsController {
  constructor(private readonly restaurants: RestaurantService) {}

  @Get(':orderId')
  @Roles('restaurant', 'operator')
  get(@IncomingCall() call: Call): Promise<DownstreamAnswer> {
    return this.restaurants.forward(call);
  }

  @Post(':orderId/acceptance')
  @Roles('restaurant', 'operator')
  accept(@IncomingCall() call: Call): Promise<DownstreamAnswer> {
    return this.restaurants.forward(call);
  }
}
