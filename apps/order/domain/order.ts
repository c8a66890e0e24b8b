import type { Address, LineItem, Money, RejectionReason } from '#contracts';
import { TransitionNotAllowed } from './order-errors.js';
import { nextState, type OrderAction, type OrderState } from './order-state.js';

/** What the customer asked for; it never changes. */
export interface OrderDetails {
  readonly consumerId: string;
  readonly restaurantId: string;
  readonly deliveryAddress: Address;
  readonly deliveryTime?: string;
  readonly lineItems: readonly LineItem[];
  /** What the customer agreed to pay, in cents. */
  readonly orderTotal: Money;
}

export class Order {
  constructor(
    readonly orderId: string,
    readonly details: OrderDetails,
    readonly state: OrderState = 'PENDING',
    readonly rejectionReason?: RejectionReason,
  ) {}

  validate(): Order {
    return this.moved('validate');
  }

  reject(reason: RejectionReason): Order {
    return this.moved('reject', reason);
  }

  /** At once while PENDING; once VALIDATED, the restaurant has to agree first. */
  cancel(): Order {
    return this.moved('cancel');
  }

  confirmCancellation(): Order {
    return this.moved('confirmCancellation');
  }

  refuseCancellation(): Order {
    return this.moved('refuseCancellation');
  }

  isCancelledOrAboutToBe(): boolean {
    return this.state === 'CANCELLED' || this.state === 'CANCEL_PENDING';
  }

  private moved(action: OrderAction, reason?: RejectionReason): Order {
    const state = nextState(this.state, action);
    if (!state) throw new TransitionNotAllowed(this.orderId, this.state, action);
    return new Order(this.orderId, this.details, state, reason);
  }
}
