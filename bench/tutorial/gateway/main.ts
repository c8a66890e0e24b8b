import { Module } from '@nestjs/common';
import { serve } from '../serve.js';
import { OrdersController } from './orders.controller.js';

@Module({ controllers: [OrdersController] })
class GatewayModule {}

await serve(GatewayModule);
