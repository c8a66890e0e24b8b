import { z } from 'zod';
import { command, reply, type Body } from './contract.js';
import { examples } from './examples.js';
import { OrderId, RestaurantId } from './values.js';

/** Asks the kitchen to drop the order's ticket; refused once the staff have accepted it. */
export const CancelTicket = command('restaurant.commands', 'CancelTicket', {
  version: 1,
  body: z.object({ orderId: OrderId, restaurantId: RestaurantId }),
  example: { orderId: examples.orderId, restaurantId: examples.restaurantId },
});
export type CancelTicket = Body<typeof CancelTicket>;

/** The ticket is dropped, and the kitchen will not cook it. */
export const TicketCancelled = reply('TicketCancelled', {
  version: 1,
  body: z.object({ orderId: OrderId }),
  example: { orderId: examples.orderId },
});
export type TicketCancelled = Body<typeof TicketCancelled>;

/** Too late: the kitchen cooks, and the order stays as it is. */
export const TicketCancellationRefused = reply('TicketCancellationRefused', {
  version: 1,
  body: z.object({ orderId: OrderId, reason: z.enum(['TICKET_ACCEPTED']) }),
  example: { orderId: examples.orderId, reason: 'TICKET_ACCEPTED' },
});
export type TicketCancellationRefused = Body<typeof TicketCancellationRefused>;
