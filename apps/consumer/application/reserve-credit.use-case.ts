import type { ConsumerRejection, ValidateConsumerInfo } from '#contracts';
import type { UnitOfWork } from '#messaging';
import type { ReservationState } from '../domain/reservation.js';
import { reviewConsumer } from '../domain/review-consumer.js';
import { Consumers } from './consumers.js';
import { Reservations } from './reservations.js';

/** Holds the credit for an order, once, unless there is a reason against it or it was released already. */
export class ReserveCredit {
  constructor(
    private readonly consumers: Consumers,
    private readonly reservations: Reservations,
  ) {}

  /** Resolves to the state of the order's reservation, or to the reason why there is none. */
  async execute(
    work: UnitOfWork,
    { orderId, consumerId, orderTotal }: ValidateConsumerInfo,
  ): Promise<ReservationState | ConsumerRejection> {
    const consumer = await this.consumers.lock(work, consumerId);
    const before = await this.reservations.stateOf(work, orderId);
    if (before) return before;
    const verdict = reviewConsumer(consumer, orderTotal);
    if (verdict !== 'hold') return verdict;
    await this.reservations.hold(work, { orderId, consumerId }, orderTotal);
    return 'HELD';
  }
}
