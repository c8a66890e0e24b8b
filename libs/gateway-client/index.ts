export { followOrder } from './follow-order.js';
export { GatewayClient, type Answer, type Sending } from './gateway-client.js';
export { GatewayRefusal } from './gateway-refusal.js';
export { readEvents, type ServerSentEvent } from './read-events.js';
export type { Timeline, TimelineMessage, TimelineSaga } from './timeline.js';
export type {
  Consumer,
  DeadLetter,
  DeadLetterList,
  LineItem,
  Link,
  Linked,
  Menu,
  MenuItem,
  Order,
  OrderPage,
  OrderRequest,
  Problem,
  Restaurant,
  RestaurantPage,
  RestaurantRequest,
  RevisedMenu,
  Ticket,
  TicketPage,
} from './resources.js';
