import type { OrderAction, OrderState } from './order-state.js';

export class OrderNotFound extends Error {
  override readonly name = 'OrderNotFound';
  readonly slug = 'order-not-found';

  constructor(readonly orderId: string) {
    super(`There is no order ${orderId}`);
  }
}

export class TransitionNotAllowed extends Error {
  override readonly name = 'TransitionNotAllowed';
  readonly slug = 'transition-not-allowed';

  constructor(
    readonly orderId: string,
    readonly state: OrderState,
    readonly action: OrderAction,
  ) {
    super(`The order ${orderId} is ${state}, and from there it cannot ${action}`);
  }
}
