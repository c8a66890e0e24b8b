import { OrderId } from '#contracts';
import {
  ListOrdersQuery,
  PlaceOrderRequest,
  type OrderListResponse,
  type OrderResponse,
} from '#contracts/rest';
import { IdempotencyKey } from '#idempotency';
import {
  appliedWait,
  CurrentCaller,
  PreferredWait,
  Roles,
  type Caller,
  type OutgoingResponse,
  type Wait,
} from '#service-kit';
import { Body, Controller, Get, HttpCode, Param, Post, Query, Res, UseInterceptors } from '@nestjs/common';
import { FollowOrder } from '../application/follow-order.js';
import { CancelOrder } from '../application/cancel-order.use-case.js';
import { OrderViews, type OrderView } from '../application/order-views.js';
import { PlaceOrder } from '../application/place-order.use-case.js';
import { demandConsumer, demandParty } from './order-access.js';
import { toOrderListResponse, toOrderResponse } from './order.response.js';
import { AcceptedVersion } from './v2/accepted-version.interceptor.js';

@Controller('orders')
@UseInterceptors(AcceptedVersion)
export class OrdersController {
  constructor(
    private readonly placeOrder: PlaceOrder,
    private readonly cancelOrder: CancelOrder,
    private readonly orders: OrderViews,
    private readonly follow: FollowOrder,
  ) {}

  @Post()
  @HttpCode(202)
  @Roles('consumer', 'operator')
  async place(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: IdempotencyKey | undefined,
    @Body({ schema: PlaceOrderRequest }) request: PlaceOrderRequest,
    @Res({ passthrough: true }) response: OutgoingResponse,
  ): Promise<OrderResponse> {
    demandConsumer(caller, request.consumerId);
    const order = await this.placeOrder.execute(request, key);
    response.header('Location', `/orders/${order.orderId}`);
    return toOrderResponse(order, caller);
  }

  @Get()
  @Roles('consumer', 'operator')
  async list(
    @CurrentCaller() caller: Caller,
    @Query({ schema: ListOrdersQuery }) query: ListOrdersQuery,
  ): Promise<OrderListResponse> {
    const consumerId = query.consumerId ?? (caller.role === 'consumer' ? caller.id : undefined);
    demandConsumer(caller, consumerId);
    const { state, cursor, limit } = query;
    const orders = await this.orders.list({ consumerId, state, before: cursor, limit });
    return toOrderListResponse(orders, query, caller);
  }

  @Get(':orderId')
  async get(
    @CurrentCaller() caller: Caller,
    @Param('orderId', { schema: OrderId }) orderId: string,
    @PreferredWait() wait: Wait | undefined,
    @Res({ passthrough: true }) response: OutgoingResponse,
  ): Promise<OrderResponse> {
    const order = await this.visible(caller, orderId);
    if (!wait || !this.follow.hasRoom()) return toOrderResponse(order, caller);
    response.header(...appliedWait(wait));
    return toOrderResponse(await this.follow.decided(order, wait.until), caller);
  }

  @Post(':orderId/cancellation')
  @HttpCode(202)
  @Roles('consumer', 'operator')
  async cancel(
    @CurrentCaller() caller: Caller,
    @Param('orderId', { schema: OrderId }) orderId: string,
  ): Promise<OrderResponse> {
    demandConsumer(caller, (await this.orders.get(orderId)).consumerId);
    return toOrderResponse(await this.cancelOrder.execute(orderId), caller);
  }

  private async visible(caller: Caller, orderId: string): Promise<OrderView> {
    const order = await this.orders.get(orderId);
    demandParty(caller, order);
    return order;
  }
}
