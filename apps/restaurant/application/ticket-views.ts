import type { LineItem } from '#contracts';
import type { TicketState } from '../domain/ticket-state.js';

/** A ticket as the kitchen's staff see it. */
export interface TicketView {
  readonly orderId: string;
  readonly restaurantId: string;
  readonly state: TicketState;
  readonly lineItems: readonly LineItem[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface TicketFilter {
  readonly restaurantId: string;
  readonly state?: TicketState;
  /** Only tickets of orders placed before this one. */
  readonly before?: string;
  readonly limit: number;
}

/** The port through which tickets are read. */
export abstract class TicketViews {
  /** Throws TicketNotFound. */
  abstract get(orderId: string): Promise<TicketView>;
  /** The newest orders first. */
  abstract list(filter: TicketFilter): Promise<TicketView[]>;
}
