import type { OrderAction, OrderState } from './order-state.js';

export class OrderNotFound extends Error {
  override readonly name = 'OrderNotFound';
  readonly slug = 'order-not-found';

  constructor(readonly orderId: string) {
    super(`There is no order ${orderId}`);
  }
}

const participles: Readonly<Record<OrderAction, string>> = {
  validate: 'validated',
  reject: 'rejected',
  cancel: 'cancelled',
  confirmCancellation: 'cancelled',
  refuseCancellation: 'kept',
};

export class TransitionNotAllowed extends Error {
  override readonly name = 'TransitionNotAllowed';
  readonly slug = 'transition-not-allowed';

  constructor(
    readonly orderId: string,
    readonly state: OrderState,
    readonly action: OrderAction,
  ) {
    super(`The order ${orderId} is ${state}: it cannot be ${participles[action]}`);
  }
}
