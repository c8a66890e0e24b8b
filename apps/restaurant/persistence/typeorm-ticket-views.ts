import { Injectable } from '@nestjs/common';
import { DataSource, LessThan } from 'typeorm';
import { TicketViews, type TicketFilter, type TicketView } from '../application/ticket-views.js';
import { TicketNotFound } from '../domain/ticket-errors.js';
import { TicketSchema } from './ticket.schema.js';

@Injectable()
export class TypeOrmTicketViews extends TicketViews {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async get(orderId: string): Promise<TicketView> {
    const row = await this.dataSource.manager.findOne(TicketSchema, { where: { orderId } });
    if (!row) throw new TicketNotFound(orderId);
    return row;
  }

  /** Order ids are UUIDv7, so their order is that of time. */
  list({ restaurantId, state, before, limit }: TicketFilter): Promise<TicketView[]> {
    return this.dataSource.manager.find(TicketSchema, {
      where: {
        restaurantId,
        ...(state && { state }),
        ...(before && { orderId: LessThan(before) }),
      },
      order: { orderId: 'DESC' },
      take: limit,
    });
  }
}
