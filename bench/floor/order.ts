import { randomUUIDv7 } from 'node:crypto';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { receive } from './broker.js';
import { Group } from './group.js';
import { ORDER_SCHEMA, placeOrders, takeReplies } from './order-statements.js';
import { required } from './settings.js';
import { Work } from './work.js';

interface OrderRequest {
  readonly consumerId: string;
  readonly restaurantId: string;
  readonly deliveryAddress: object;
  readonly lineItems: readonly object[];
  readonly orderTotal: string;
}

const placing = await Work.open(ORDER_SCHEMA);
const replying = await Work.open(ORDER_SCHEMA);
const placed = new Group<object, void>(async (orders) => {
  await placing.run(placeOrders, orders);
  return [];
});
await receive('order.replies', (replies) => replying.run(takeReplies, replies));

createServer((request, response) => {
  void json(request).then(async (body) => {
    const order = body as OrderRequest;
    const orderId = randomUUIDv7();
    await placed.add(rowOf(orderId, order));
    response.writeHead(202, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ orderId, ...order, state: 'PENDING' }));
  });
}).listen(Number(required('PORT')), '127.0.0.1');

const rowOf = (orderId: string, order: OrderRequest): object => ({
  order_id: orderId,
  consumer_id: order.consumerId,
  restaurant_id: order.restaurantId,
  delivery_address: order.deliveryAddress,
  line_items: order.lineItems,
  order_total: Number(order.orderTotal.replace('.', '')),
});
