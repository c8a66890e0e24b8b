import { Module } from '@nestjs/common';
import { ClientsModule } from '@nestjs/microservices';
import { TypeOrmModule } from '@nestjs/typeorm';
import { serve } from '../serve.js';
import { database, rabbitMq } from '../settings.js';
import { Order } from './order.entity.js';
import { OrdersController } from './orders.controller.js';
import { OrdersService } from './orders.service.js';

@Module({
  imports: [
    database(Order),
    TypeOrmModule.forFeature([Order]),
    ClientsModule.register([
      { name: 'CONSUMER_SERVICE', ...rabbitMq('consumer_queue') },
      { name: 'RESTAURANT_SERVICE', ...rabbitMq('restaurant_queue') },
    ]),
  ],
  controllers: [OrdersController],
  providers: [OrdersService],
})
class OrderModule {}

await serve(OrderModule, 'order_queue');
