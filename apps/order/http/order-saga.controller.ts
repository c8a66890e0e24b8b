import { OrderId } from '#contracts';
import type { OrderSagasResponse, SagaTrail } from '#contracts/rest';
import type { SagaSummary } from '#saga';
import { CurrentCaller, type Caller } from '#service-kit';
import { Controller, Get, Param } from '@nestjs/common';
import { OrderViews } from '../application/order-views.js';
import { demandParty } from './order-access.js';

/** The sagas of an order and their steps: the order service's part of the timeline. */
@Controller('orders/:orderId/saga')
export class OrderSagaController {
  constructor(private readonly orders: OrderViews) {}

  @Get()
  async get(
    @CurrentCaller() caller: Caller,
    @Param('orderId', { schema: OrderId }) orderId: string,
  ): Promise<OrderSagasResponse> {
    const order = await this.orders.get(orderId);
    demandParty(caller, order);
    const sagas = await this.orders.sagas(orderId);
    const { state, version, createdAt } = order;
    return { orderId, state, version, createdAt: createdAt.toISOString(), sagas: sagas.map(toSagaTrail) };
  }
}

const toSagaTrail = ({ steps, startedAt, endedAt, deadlineAt, ...saga }: SagaSummary): SagaTrail => ({
  ...saga,
  startedAt: startedAt.toISOString(),
  endedAt: endedAt?.toISOString() ?? null,
  deadlineAt: deadlineAt?.toISOString() ?? null,
  steps: Object.entries(steps).map(([name, status]) => ({ name, status })),
});
