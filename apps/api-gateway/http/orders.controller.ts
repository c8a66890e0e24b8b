import { GetOrderQuery } from '#contracts/rest';
import { Roles } from '#service-kit';
import { Controller, Get, Post, Query, UseInterceptors } from '@nestjs/common';
import type { DownstreamAnswer, Call } from '../clients/exchange.js';
import { OrderService } from '../clients/order-service.js';
import { ExpandedOrders } from '../expansion/expanded-orders.js';
import { IncomingCall } from './incoming-call.js';
import { PassedBack } from './passed-back.interceptor.js';

@Controller('orders')
@UseInterceptors(PassedBack)
export class OrdersController {
  constructor(
    private readonly orders: OrderService,
    private readonly expandedOrders: ExpandedOrders,
  ) {}

  @Post()
  @Roles('consumer', 'operator')
  place(@IncomingCall() call: Call): Promise<DownstreamAnswer> {
    return this.orders.forward(call);
  }

  @Get()
  @Roles('consumer', 'operator')
  list(@IncomingCall() call: Call): Promise<DownstreamAnswer> {
    return this.orders.forward(call);
  }

  @Get(':orderId')
  get(
    @IncomingCall() call: Call,
    @Query({ schema: GetOrderQuery }) { expand }: GetOrderQuery,
  ): Promise<DownstreamAnswer> {
    return expand ? this.expandedOrders.get(call, expand) : this.orders.forward(call);
  }

  @Post(':orderId/cancellation')
  @Roles('consumer', 'operator')
  cancel(@IncomingCall() call: Call): Promise<DownstreamAnswer> {
    return this.orders.forward(call);
  }
}
