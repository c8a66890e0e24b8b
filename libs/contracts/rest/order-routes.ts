import { z } from 'zod';
import { ExpandedOrderResponse, ExpandedOrderResponseV2, GetOrderQuery } from './expanded-orders.js';
import { oncePerKey } from './once-per-key.js';
import { ListOrdersQuery, OrderListResponse, OrderResponse, PlaceOrderRequest } from './orders.js';
import { ORDER_V1, ORDER_V2, OrderListResponseV2, OrderResponseV2 } from './orders-v2.js';
import { LastEventId, Prefer, PreferenceApplied } from './waiting.js';
import type { Route } from './route.js';
import { TimelineResponse } from './timelines.js';

const PARTIES = "the order's consumer or restaurant";

const order = {
  body: OrderResponse,
  versions: { [ORDER_V1]: OrderResponse, [ORDER_V2]: OrderResponseV2 },
};
const expandedOrder = {
  body: ExpandedOrderResponse,
  versions: { [ORDER_V1]: ExpandedOrderResponse, [ORDER_V2]: ExpandedOrderResponseV2 },
};
const page = {
  body: OrderListResponse,
  versions: { [ORDER_V1]: OrderListResponse, [ORDER_V2]: OrderListResponseV2 },
};

export const orderRoutes: readonly Route[] = [
  {
    id: 'placeOrder',
    method: 'POST',
    path: '/orders',
    tag: 'orders',
    summary: 'Places an order',
    description:
      'The order is stored, PENDING, and answered before anything of it is validated. It becomes VALIDATED or ' +
      'REJECTED within the deadline of the validation.',
    access: ['consumer', 'operator'],
    owner: 'the consumer that it names',
    request: PlaceOrderRequest,
    answers: {
      202: {
        description: 'Accepted, not validated yet',
        ...order,
        headers: { location: z.string().meta({ description: 'Where the order is' }) },
      },
    },
    ...oncePerKey,
    problems: [...oncePerKey.problems, 'not-acceptable'],
  },
  {
    id: 'listOrders',
    method: 'GET',
    path: '/orders',
    tag: 'orders',
    summary: 'Lists orders, newest first',
    access: ['consumer', 'operator'],
    owner: 'the consumer that it names',
    query: ListOrdersQuery,
    answers: { 200: { description: 'A page of orders', ...page } },
    problems: ['not-acceptable'],
    repetition: 'safe',
  },
  {
    id: 'getOrder',
    method: 'GET',
    path: '/orders/{orderId}',
    tag: 'orders',
    summary: 'Shows an order',
    query: GetOrderQuery,
    access: ['consumer', 'restaurant', 'operator'],
    owner: PARTIES,
    headers: z.object({ prefer: Prefer.optional() }),
    answers: {
      200: {
        description: 'The order',
        ...expandedOrder,
        headers: { 'preference-applied': PreferenceApplied.optional() },
      },
    },
    problems: ['order-not-found', 'not-acceptable'],
    repetition: 'safe',
  },
  {
    id: 'followOrder',
    method: 'GET',
    path: '/orders/{orderId}/stream',
    tag: 'orders',
    summary: 'Tells of an order as it moves on: server-sent events',
    description:
      'One event for each version: its id is the version, its data the order as it was then. The stream ends when ' +
      'the order is REJECTED or CANCELLED, and after a few minutes; who comes back with `Last-Event-ID` misses nothing.',
    access: ['consumer', 'restaurant', 'operator'],
    owner: PARTIES,
    headers: z.object({ 'last-event-id': LastEventId.optional() }),
    answers: {
      200: { description: 'The events', mediaType: 'text/event-stream' },
      204: { description: 'The order is at its end, and the caller has seen it: nothing more will come' },
    },
    problems: ['order-not-found'],
    repetition: 'safe',
  },
  {
    id: 'getTimeline',
    method: 'GET',
    path: '/orders/{orderId}/timeline',
    tag: 'orders',
    summary: 'Tells what has happened to an order, and what it waits for',
    access: ['consumer', 'restaurant', 'operator'],
    owner: PARTIES,
    answers: { 200: { description: 'The timeline', body: TimelineResponse } },
    ephemeral: true,
    problems: ['order-not-found'],
    repetition: 'safe',
  },
  {
    id: 'cancelOrder',
    method: 'POST',
    path: '/orders/{orderId}/cancellation',
    tag: 'orders',
    summary: 'Cancels an order',
    description:
      'A PENDING order is CANCELLED at once. A VALIDATED one is CANCEL_PENDING while the kitchen is asked, ' +
      'which refuses when it has accepted the ticket; then the order is VALIDATED again.',
    access: ['consumer', 'operator'],
    owner: "the order's consumer",
    answers: { 202: { description: 'The order as it is now', ...order } },
    problems: ['order-not-found', 'transition-not-allowed', 'not-acceptable'],
    repetition: 'idempotent',
  },
];
