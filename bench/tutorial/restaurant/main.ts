import { Module } from '@nestjs/common';
import { ClientsModule } from '@nestjs/microservices';
import { TypeOrmModule } from '@nestjs/typeorm';
import { serve } from '../serve.js';
import { database, rabbitMq } from '../settings.js';
import { Restaurant } from './restaurant.entity.js';
import { RestaurantsController } from './restaurants.controller.js';
import { Ticket } from './ticket.entity.js';

@Module({
  imports: [
    database(Restaurant, Ticket),
    TypeOrmModule.forFeature([Restaurant, Ticket]),
    ClientsModule.register([{ name: 'ORDER_SERVICE', ...rabbitMq('order_queue') }]),
  ],
  controllers: [RestaurantsController],
})
class RestaurantModule {}

await serve(RestaurantModule, 'restaurant_queue');
