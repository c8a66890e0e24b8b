import { summarise, type SagaSummary } from '#saga';
import { Injectable } from '@nestjs/common';
import { DataSource, LessThan } from 'typeorm';
import { OrderViews, type OrderFilter, type OrderView } from '../application/order-views.js';
import { OrderNotFound } from '../domain/order-errors.js';
import { OrderSchema } from './order.schema.js';

@Injectable()
export class TypeOrmOrderViews extends OrderViews {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async get(orderId: string): Promise<OrderView> {
    const row = await this.dataSource.manager.findOne(OrderSchema, { where: { orderId } });
    if (!row) throw new OrderNotFound(orderId);
    return row;
  }

  /** Order ids are UUIDv7, so their order is that of time. */
  list({ consumerId, state, before, limit }: OrderFilter): Promise<OrderView[]> {
    return this.dataSource.manager.find(OrderSchema, {
      where: {
        ...(consumerId && { consumerId }),
        ...(state && { state }),
        ...(before && { orderId: LessThan(before) }),
      },
      order: { orderId: 'DESC' },
      take: limit,
    });
  }

  sagas(orderId: string): Promise<SagaSummary[]> {
    return summarise(this.dataSource.manager, orderId);
  }
}
