import { Inject, Injectable } from '@nestjs/common';
import { ClientProxy } from '@nestjs/microservices';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Order } from './order.entity.js';

@Injectable()
export class OrdersService {
  constructor(
    @InjectRepository(Order) private readonly orders: Repository<Order>,
    @Inject('CONSUMER_SERVICE') private readonly consumer: ClientProxy,
    @Inject('RESTAURANT_SERVICE') private readonly restaurant: ClientProxy,
  ) {}

  async place(details: Partial<Order>): Promise<Order> {
    const order = await this.orders.save(this.orders.create(details));
    this.consumer.emit('validate_consumer', order);
    this.restaurant.emit('validate_order_details', order);
    return order;
  }

  async onConsumerValidated(orderId: string): Promise<void> {
    await this.orders.update({ orderId }, { consumerValid: true });
    await this.conclude(orderId);
  }

  async onDetailsValidated(orderId: string): Promise<void> {
    await this.orders.update({ orderId }, { detailsValid: true });
    await this.conclude(orderId);
  }

  async onRejected(orderId: string): Promise<void> {
    await this.orders.update({ orderId }, { state: 'REJECTED' });
  }

  /** An update for each reply, and not `save`, which would forget one of two that come at the same time. */
  private async conclude(orderId: string): Promise<void> {
    const order = await this.orders.findOneByOrFail({ orderId });
    if (!order.consumerValid || !order.detailsValid) return;
    await this.orders.update({ orderId }, { state: 'VALIDATED' });
    this.restaurant.emit('order_validated', order);
  }
}
