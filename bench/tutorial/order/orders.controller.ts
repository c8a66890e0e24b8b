import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { Order } from './order.entity.js';
import { OrdersService } from './orders.service.js';

@Controller('orders')
export class OrdersController {
  constructor(private readonly orders: OrdersService) {}

  @Post()
  @HttpCode(202)
  place(@Body() details: Order): Promise<Order> {
    return this.orders.place(details);
  }

  @EventPattern('consumer_validated')
  consumerValidated(@Payload() { orderId }: { orderId: string }): Promise<void> {
    return this.orders.onConsumerValidated(orderId);
  }

  @EventPattern('order_details_validated')
  detailsValidated(@Payload() { orderId }: { orderId: string }): Promise<void> {
    return this.orders.onDetailsValidated(orderId);
  }

  @EventPattern('validation_failed')
  rejected(@Payload() { orderId }: { orderId: string }): Promise<void> {
    return this.orders.onRejected(orderId);
  }
}
