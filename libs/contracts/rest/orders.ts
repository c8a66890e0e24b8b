import { z } from 'zod';
import { examples } from '../examples.js';
import { RejectionReason } from '../rejection-reasons.js';
import { Address, ConsumerId, LineItem, Money, OrderId, RestaurantId } from '../values.js';
import { Link } from './links.js';
import { pageFields, pageQuery } from './pages.js';
import { AddressView, LineItemView } from './views.js';
import { Time, type Wire } from './wire.js';

export const OrderState = z
  .enum(['PENDING', 'VALIDATED', 'REJECTED', 'CANCEL_PENDING', 'CANCELLED'])
  .meta({ id: 'OrderState' });

export const PlaceOrderRequest = z
  .strictObject({
    consumerId: ConsumerId,
    restaurantId: RestaurantId,
    deliveryAddress: Address,
    deliveryTime: z.iso.datetime({ offset: true }).optional(),
    lineItems: z.array(LineItem).min(1).max(50),
    orderTotal: Money.meta({ description: 'What the customer agreed to pay' }),
  })
  .meta({
    id: 'PlaceOrderRequest',
    examples: [
      {
        consumerId: examples.consumerId,
        restaurantId: examples.restaurantId,
        deliveryAddress: examples.address,
        lineItems: [{ menuItemId: 'vindaloo', quantity: 5 }],
        orderTotal: '61.70',
      },
    ],
  });
export type PlaceOrderRequest = z.output<typeof PlaceOrderRequest>;

export const ListOrdersQuery = z.strictObject({
  consumerId: ConsumerId.optional().meta({ description: "A consumer's own orders unless given" }),
  state: OrderState.optional(),
  ...pageQuery(OrderId),
});
export type ListOrdersQuery = z.output<typeof ListOrdersQuery>;

const OrderLinks = z
  .object({
    self: Link,
    timeline: Link,
    stream: Link,
    consumer: Link.optional(),
    restaurant: Link.optional(),
    cancel: Link.optional().meta({ description: 'While it would change something, for who may do it' }),
  })
  .meta({
    id: 'OrderLinks',
    description:
      'The parties are linked for who may see them, where the validation has shown that they exist',
  });
export type OrderLinks = Wire<typeof OrderLinks>;

export const OrderResponse = z
  .object({
    orderId: OrderId,
    consumerId: ConsumerId,
    restaurantId: RestaurantId,
    deliveryAddress: AddressView,
    deliveryTime: Time.optional(),
    lineItems: z.array(LineItemView),
    orderTotal: Money,
    state: OrderState,
    rejectionReason: RejectionReason.optional().meta({ description: 'Of a REJECTED order' }),
    version: z.int().min(1),
    createdAt: Time,
    updatedAt: Time,
    _links: OrderLinks,
  })
  .meta({ id: 'Order' });
export type OrderResponse = Wire<typeof OrderResponse>;

/** Newest first. */
export const OrderListResponse = z
  .object({ orders: z.array(OrderResponse), ...pageFields(OrderId) })
  .meta({ id: 'OrderList' });
export type OrderListResponse = Wire<typeof OrderListResponse>;
