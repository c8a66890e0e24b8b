import { GetOrderQuery } from '#contracts/rest';
import { CurrentCaller, PreferredWait, Roles, type Caller, type Wait } from '#service-kit';
import { Controller, Get, Post, Query, UseInterceptors } from '@nestjs/common';
import type { DownstreamAnswer, Call } from '../clients/exchange.js';
import { OrderService } from '../clients/order-service.js';
import { waitingCall } from '../clients/waiting-call.js';
import { ExpandedOrders } from '../expansion/expanded-orders.js';
import { WaitingRoom } from '../limits/waiting-room.js';
import { Closing } from './closing.js';
import { IncomingCall } from './incoming-call.js';
import { PassedBack } from './passed-back.interceptor.js';

@Controller('orders')
@UseInterceptors(PassedBack)
export class OrdersController {
  constructor(
    private readonly orders: OrderService,
    private readonly expandedOrders: ExpandedOrders,
    private readonly waitingRoom: WaitingRoom,
    private readonly closing: Closing,
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
    @CurrentCaller() caller: Caller,
    @PreferredWait() wait: Wait | undefined,
    @Query({ schema: GetOrderQuery }) { expand }: GetOrderQuery,
  ): Promise<DownstreamAnswer> {
    if (wait) this.waitingRoom.enter(caller, wait.gone);
    const asked = wait ? waitingCall(call, wait, this.closing.orGone(wait.gone)) : call;
    return expand ? this.expandedOrders.get(asked, expand) : this.orders.forward(asked);
  }

  @Post(':orderId/cancellation')
  @Roles('consumer', 'operator')
  cancel(@IncomingCall() call: Call): Promise<DownstreamAnswer> {
    return this.orders.forward(call);
  }
}
