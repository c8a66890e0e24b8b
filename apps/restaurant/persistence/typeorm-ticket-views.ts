import { Injectable } from '@nestjs/common';
import { DataSource, LessThan } from 'typeorm';
import { TicketViews, type TicketFilter, type TicketView } from '../application/ticket-views.js';
import { storedTicket } from './stored-ticket.js';
import { TicketSchema } from './ticket.schema.js';

@Injectable()
export class TypeOrmTicketViews extends TicketViews {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  get(orderId: string): Promise<TicketView> {
    return storedTicket(this.dataSource.manager, orderId);
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
