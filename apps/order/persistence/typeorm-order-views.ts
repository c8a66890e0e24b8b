import { summarise, type SagaSummary } from '#saga';
import { Injectable } from '@nestjs/common';
import { DataSource, LessThan } from 'typeorm';
import { OrderViews, type OrderFilter, type OrderView } from '../application/order-views.js';
import { OrderSchema } from './order.schema.js';
import { asPlaced } from './first-version.js';
import { transitionsAfter } from './order-transitions.js';
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

  async versions(orderIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const rows: { orderId: string; version: number }[] = await this.dataSource.query(
      'SELECT order_id AS "orderId", version FROM orders WHERE order_id = ANY($1::uuid[])',
      [orderIds],
    );
    return new Map(rows.map(({ orderId, version }) => [orderId, version]));
  }

  /** What is read first is never newer than what is read then, so that no version between them is missing. */
  async after({ orderId, version }: Pick<OrderView, 'orderId' | 'version'>): Promise<OrderView[]> {
    const newest = await storedOrder(this.dataSource.manager, orderId);
    const transitions = await transitionsAfter(this.dataSource.manager, orderId, version);
    const later = transitions.map((transition) => ({ ...newest, ...transition }));
    const versions = new Map([asPlaced(newest), newest, ...later].map((order) => [order.version, order]));
    return [...versions.values()]
      .filter((order) => order.version > version)
      .toSorted((one, other) => one.version - other.version);
  }

  sagas(orderId: string): Promise<SagaSummary[]> {
    return summarise(this.dataSource.manager, orderId);
  }
}
