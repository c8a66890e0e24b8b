import type { LineItem } from '#contracts';
import { EntitySchema } from 'typeorm';
import type { TicketState } from '../domain/ticket-state.js';

export interface TicketRow {
  readonly orderId: string;
  readonly restaurantId: string;
  readonly state: TicketState;
  readonly lineItems: LineItem[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export const TicketSchema = new EntitySchema<TicketRow>({
  name: 'Ticket',
  tableName: 'tickets',
  columns: {
    orderId: { name: 'order_id', type: 'uuid', primary: true },
    restaurantId: { name: 'restaurant_id', type: 'uuid' },
    state: { type: 'text' },
    lineItems: { name: 'line_items', type: 'json' },
    createdAt: { name: 'created_at', type: 'timestamptz', createDate: true },
    updatedAt: { name: 'updated_at', type: 'timestamptz', updateDate: true },
  },
});
