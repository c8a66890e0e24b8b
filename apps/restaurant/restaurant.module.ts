import { OncePerKey } from '#idempotency';
import { Transaction } from '#outbox';
import { ParticipantModule } from '#participant';
import { provide } from '#service-kit';
import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { AcceptTicket } from './application/accept-ticket.use-case.js';
import { CancelTicket } from './application/cancel-ticket.use-case.js';
import { OpenRestaurant } from './application/open-restaurant.use-case.js';
import { OpenTicket } from './application/open-ticket.use-case.js';
import { RestaurantViews } from './application/restaurant-views.js';
import { Restaurants } from './application/restaurants.js';
import { ReviewOrder } from './application/review-order.use-case.js';
import { ReviseMenu } from './application/revise-menu.use-case.js';
import { TicketViews } from './application/ticket-views.js';
import { Tickets } from './application/tickets.js';
import { MenuController } from './http/menu.controller.js';
import { RestaurantTicketsController } from './http/restaurant-tickets.controller.js';
import { RestaurantsController } from './http/restaurants.controller.js';
import { TicketsController } from './http/tickets.controller.js';
import { CancelTicketHandler } from './messaging/cancel-ticket.handler.js';
import { OpenTicketOnOrderValidatedHandler } from './messaging/open-ticket-on-order-validated.handler.js';
import { ValidateOrderDetailsHandler } from './messaging/validate-order-details.handler.js';
import { entities } from './persistence/data-source.js';
import { retention } from './persistence/retention.js';
import { TypeOrmRestaurantViews } from './persistence/typeorm-restaurant-views.js';
import { TypeOrmRestaurants } from './persistence/typeorm-restaurants.js';
import { TypeOrmTicketViews } from './persistence/typeorm-ticket-views.js';
import { TypeOrmTickets } from './persistence/typeorm-tickets.js';
import type { RestaurantConfig } from './restaurant.config.js';

/** The composition root of the Restaurant Service. */
@Module({})
export class RestaurantModule {
  static forRoot(config: RestaurantConfig): DynamicModule {
    return {
      module: RestaurantModule,
      imports: [ParticipantModule.forService({ service: 'restaurant', config, entities, retention })],
      controllers: [
        RestaurantsController,
        MenuController,
        RestaurantTicketsController,
        TicketsController,
        ValidateOrderDetailsHandler,
        CancelTicketHandler,
        OpenTicketOnOrderValidatedHandler,
      ],
      providers: [...persistence, ...useCases],
    };
  }
}

const persistence: Provider[] = [
  { provide: Restaurants, useClass: TypeOrmRestaurants },
  { provide: Tickets, useClass: TypeOrmTickets },
  { provide: RestaurantViews, useClass: TypeOrmRestaurantViews },
  { provide: TicketViews, useClass: TypeOrmTicketViews },
];

const useCases: Provider[] = [
  provide(OncePerKey, [Transaction]),
  provide(OpenRestaurant, [OncePerKey, Restaurants]),
  provide(ReviseMenu, [Transaction, Restaurants]),
  provide(ReviewOrder, [Restaurants]),
  provide(AcceptTicket, [Transaction, Tickets]),
  provide(OpenTicket, [Tickets]),
  provide(CancelTicket, [Tickets]),
];
