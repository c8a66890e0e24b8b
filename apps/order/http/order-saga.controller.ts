import { OrderId } from '#contracts';
import type { SagaSummary } from '#saga';
import { CurrentCaller, type Caller } from '#service-kit';
import { Controller, Get, Param } from '@nestjs/common';
import { OrderViews } from '../application/order-views.js';
import { demandParty } from './order-access.js';

export interface OrderSagaResponse {
  readonly orderId: string;
  readonly state: string;
  readonly version: number;
  readonly createdAt: string;
  readonly sagas: readonly SagaResponse[];
}

interface SagaResponse extends Omit<SagaSummary, 'steps'> {
  readonly steps: readonly { readonly name: string; readonly status: string }[];
}

/** The sagas of an order and their steps: the order service's part of the timeline. */
@Controller('orders/:orderId/saga')
export class OrderSagaController {
  constructor(private readonly orders: OrderViews) {}

  @Get()
  async get(
    @CurrentCaller() caller: Caller,
    @Param('orderId', { schema: OrderId }) orderId: string,
  ): Promise<OrderSagaResponse> {
    const order = await this.orders.get(orderId);
    demandParty(caller, order);
    const sagas = await this.orders.sagas(orderId);
    const { state, version, createdAt } = order;
    return { orderId, state, version, createdAt: createdAt.toISOString(), sagas: sagas.map(toSagaResponse) };
  }
}

const toSagaResponse = ({ steps, ...saga }: SagaSummary): SagaResponse => ({
  ...saga,
  steps: Object.entries(steps).map(([name, status]) => ({ name, status })),
});
