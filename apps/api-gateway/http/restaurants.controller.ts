import { Roles } from '#service-kit';
import { Controller, Get, Post, Put, UseInterceptors } from '@nestjs/common';
import type { DownstreamAnswer, Call } from '../clients/exchange.js';
import { RestaurantService } from '../clients/restaurant-service.js';
import { IncomingCall } from './incoming-call.js';
import { PassedBack } from './passed-back.interceptor.js';

@Controller('restaurants')
@UseInterceptors(PassedBack)
export class RestaurantsController {
  constructor(private readonly restaurants: RestaurantService) {}

  @Post()
  @Roles('operator')
  open(@IncomingCall() call: Call): Promise<DownstreamAnswer> {
    return this.restaurants.forward(call);
  }

  @Get()
  list(@IncomingCall() call: Call): Promise<DownstreamAnswer> {
    return this.restaurants.forward(call);
  }

  @Get(':restaurantId')
  get(@IncomingCall() call: Call): Promise<DownstreamAnswer> {
    return this.restaurants.forward(call);
  }

  @Put(':restaurantId/menu')
  @Roles('restaurant', 'operator')
  reviseMenu(@IncomingCall() call: Call): Promise<DownstreamAnswer> {
    return this.restaurants.forward(call);
  }

  @Get(':restaurantId/tickets')
  @Roles('restaurant', 'operator')
  tickets(@IncomingCall() call: Call): Promise<DownstreamAnswer> {
    return this.restaurants.forward(call);
  }
}
