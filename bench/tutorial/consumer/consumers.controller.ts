import { Controller, Inject } from '@nestjs/common';
import { ClientProxy, EventPattern, Payload } from '@nestjs/microservices';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Consumer } from './consumer.entity.js';

interface PlacedOrder {
  readonly orderId: string;
  readonly consumerId: string;
  readonly orderTotal: string;
}

@Controller()
export class ConsumersController {
  constructor(
    @InjectRepository(Consumer) private readonly consumers: Repository<Consumer>,
    @Inject('ORDER_SERVICE') private readonly orders: ClientProxy,
  ) {}

  @EventPattern('validate_consumer')
  async validate(@Payload() { orderId, consumerId, orderTotal }: PlacedOrder): Promise<void> {
    const consumer = await this.consumers.findOneBy({ consumerId });
    const held = Number(consumer?.heldCredit) + Math.round(Number(orderTotal) * 100);
    if (!consumer || held > Number(consumer.creditLimit)) {
      this.orders.emit('validation_failed', { orderId });
      return;
    }
    consumer.heldCredit = String(held);
    await this.consumers.save(consumer);
    this.orders.emit('consumer_validated', { orderId });
  }
}
