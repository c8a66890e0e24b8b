import { summarise, type SagaSummary } from '#saga';
import { Injectable } from '@nestjs/common';
import { DataSource, LessThan } from 'typeorm';
import { OrderViews, type OrderFilter, type OrderView } from '../application/order-views.js';
import { OrderSchema } from './order.schema.js';
import { storedOrder } from './stored-order.js';

@Injectable()
export class TypeOrmOrderViews extends OrderViews {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  get(orderId: string): Promise<OrderView> {
    return storedOrder(this.dataSource.manager, orderId);
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
