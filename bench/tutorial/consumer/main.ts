import { Module } from '@nestjs/common';
import { ClientsModule } from '@nestjs/microservices';
import { TypeOrmModule } from '@nestjs/typeorm';
import { serve } from '../serve.js';
import { database, rabbitMq } from '../settings.js';
import { Consumer } from './consumer.entity.js';
import { ConsumersController } from './consumers.controller.js';

@Module({
  imports: [
    database(Consumer),
    TypeOrmModule.forFeature([Consumer]),
    ClientsModule.register([{ name: 'ORDER_SERVICE', ...rabbitMq('order_queue') }]),
  ],
  controllers: [ConsumersController],
})
class ConsumerModule {}

await serve(ConsumerModule, 'consumer_queue');
