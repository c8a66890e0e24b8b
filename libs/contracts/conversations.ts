import { CancelTicket, TicketCancellationRefused, TicketCancelled } from './cancel-ticket.js';
import { ConsumerRegistered, ConsumerSuspended } from './consumer-events.js';
import type { Command, Event, Reply } from './contract.js';
import { OrderCancelled, OrderPlaced, OrderRejected, OrderValidated } from './order-events.js';
import { ReleaseConsumerCredit } from './release-consumer-credit.js';
import { MenuRevised, RestaurantOpened, TicketAccepted } from './restaurant-events.js';
import {
  ConsumerValidated,
  ConsumerValidationFailed,
  ValidateConsumerInfo,
} from './validate-consumer-info.js';
import {
  OrderDetailsValidated,
  OrderDetailsValidationFailed,
  ValidateOrderDetails,
} from './validate-order-details.js';

/** A command, and the replies of which it gets one; none, when it is not answered. */
export interface Conversation {
  readonly command: Command;
  readonly replies: readonly Reply[];
}

/** Every command. */
export const conversations: readonly Conversation[] = [
  { command: ValidateConsumerInfo, replies: [ConsumerValidated, ConsumerValidationFailed] },
  { command: ReleaseConsumerCredit, replies: [] },
  { command: ValidateOrderDetails, replies: [OrderDetailsValidated, OrderDetailsValidationFailed] },
  { command: CancelTicket, replies: [TicketCancelled, TicketCancellationRefused] },
];

/** Every event. */
export const events: readonly Event[] = [
  OrderPlaced,
  OrderValidated,
  OrderRejected,
  OrderCancelled,
  ConsumerRegistered,
  ConsumerSuspended,
  RestaurantOpened,
  MenuRevised,
  TicketAccepted,
];
