import { Controller, Inject } from '@nestjs/common';
import { ClientProxy, EventPattern, Payload } from '@nestjs/microservices';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Restaurant } from './restaurant.entity.js';
import { Ticket } from './ticket.entity.js';

interface PlacedOrder {
  readonly orderId: string;
  readonly restaurantId: string;
  readonly deliveryAddress: { readonly zip: string };
  readonly lineItems: { readonly menuItemId: string; readonly quantity: number }[];
  readonly orderTotal: string;
}

@Controller()
export class RestaurantsController {
  constructor(
    @InjectRepository(Restaurant) private readonly restaurants: Repository<Restaurant>,
    @InjectRepository(Ticket) private readonly tickets: Repository<Ticket>,
    @Inject('ORDER_SERVICE') private readonly orders: ClientProxy,
  ) {}

  @EventPattern('validate_order_details')
  async validate(@Payload() order: PlacedOrder): Promise<void> {
    const { orderId, restaurantId } = order;
    const restaurant = await this.restaurants.findOneBy({ restaurantId });
    const isFine = restaurant !== null && sells(restaurant, order);
    this.orders.emit(isFine ? 'order_details_validated' : 'validation_failed', { orderId });
  }

  @EventPattern('order_validated')
  async openTicket(@Payload() { orderId, restaurantId, lineItems }: PlacedOrder): Promise<void> {
    await this.tickets.save(this.tickets.create({ orderId, restaurantId, lineItems }));
  }
}

function sells({ menu, deliveryZips }: Restaurant, order: PlacedOrder): boolean {
  const prices = order.lineItems.map(({ menuItemId, quantity }) => (menu[menuItemId] ?? NaN) * quantity);
  const total = prices.reduce((sum, price) => sum + price, 0);
  const isSamePrice = total === Math.round(Number(order.orderTotal) * 100);
  return isSamePrice && deliveryZips.includes(order.deliveryAddress.zip);
}
