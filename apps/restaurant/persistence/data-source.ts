import { CreateIdempotencyKeys1761000000004 } from '#idempotency';
import { CreateInbox1761000000002 } from '#inbox';
import { outboxMigrations } from '#outbox';
import type { DataSourceOptions } from 'typeorm';
import { CreateRestaurants1761000000030 } from './migrations/create-restaurants.migration.js';
import { CreateTickets1761000000031 } from './migrations/create-tickets.migration.js';
import { RestaurantSchema } from './restaurant.schema.js';
import { TicketSchema } from './ticket.schema.js';

export const entities = [RestaurantSchema, TicketSchema];

export const dataSourceOptions = (url: string): DataSourceOptions => ({
  type: 'postgres',
  url,
  entities,
  migrations: [
    ...outboxMigrations,
    CreateInbox1761000000002,
    CreateIdempotencyKeys1761000000004,
    CreateRestaurants1761000000030,
    CreateTickets1761000000031,
  ],
});
