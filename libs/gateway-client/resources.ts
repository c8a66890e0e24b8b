/** The gateway's resources as they stand on the wire; amounts are strings, `"61.70"`, and times RFC 3339. */

/** Where an answer leads, and by what; by GET unless it says otherwise. */
export interface Link {
  readonly href: string;
  readonly method?: string;
}

/** What answers link to, by the name of what it is or what it does: `self`, `next`, `cancel` .. */
export interface Linked {
  readonly _links: Readonly<Record<string, Link>>;
}

interface Address {
  readonly street1: string;
  readonly street2?: string;
  readonly city: string;
  readonly state: string;
  readonly zip: string;
}

export interface LineItem {
  readonly menuItemId: string;
  readonly quantity: number;
}

export interface OrderRequest {
  readonly consumerId: string;
  readonly restaurantId: string;
  readonly deliveryAddress: Address;
  readonly deliveryTime?: string;
  readonly lineItems: readonly LineItem[];
  readonly orderTotal: string;
}

export interface Order extends OrderRequest, Linked {
  readonly orderId: string;
  readonly state: string;
  readonly rejectionReason?: string;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface Consumer extends Linked {
  readonly consumerId: string;
  readonly name: { readonly firstName: string; readonly lastName: string };
  readonly creditLimit: string;
  readonly availableCredit: string;
  readonly status: string;
}

export interface MenuItem {
  readonly menuItemId: string;
  readonly name: string;
  readonly price: string;
}

export interface Menu {
  readonly version: number;
  readonly items: readonly MenuItem[];
}

export interface RevisedMenu extends Menu, Linked {}

export interface RestaurantRequest {
  readonly name: string;
  readonly address: Address;
  readonly deliveryZips: readonly string[];
  readonly menu: { readonly items: readonly MenuItem[] };
}

export interface Restaurant extends RestaurantRequest, Linked {
  readonly restaurantId: string;
  readonly menu: Menu;
}

export interface Ticket extends Linked {
  readonly orderId: string;
  readonly restaurantId: string;
  readonly state: string;
  readonly lineItems: readonly LineItem[];
  readonly createdAt: string;
}

interface Page extends Linked {
  readonly nextCursor?: string;
}

export interface OrderPage extends Page {
  readonly orders: readonly Order[];
}

export interface TicketPage extends Page {
  readonly tickets: readonly Ticket[];
}

export interface RestaurantPage extends Page {
  readonly restaurants: readonly Omit<Restaurant, 'menu'>[];
}

/** RFC 9457. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}

export interface DeadLetter {
  readonly channel: string;
  readonly messageId: string;
  readonly type: string;
  /** The order's id, for all that concerns an order. */
  readonly shardKey: string;
  readonly correlationId: string;
  readonly attempts: number;
  readonly error: string;
  readonly failedAt?: string;
  readonly body: string;
}

/** Leads to its redrive. */
interface DeadLetterChannel extends Linked {
  readonly channel: string;
}

export interface DeadLetterList extends Linked {
  readonly deadLetters: readonly DeadLetter[];
  readonly channels: readonly DeadLetterChannel[];
  /** The services that did not say what they have. */
  readonly incomplete: readonly string[];
}
