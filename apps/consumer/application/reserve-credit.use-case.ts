import type { ValidateConsumerInfo } from '#contracts';
import type { UnitOfWork } from '#messaging';
import { allEnded } from '#service-kit';
import type { Reservation } from '../domain/reservation.js';
import { reviewConsumer } from '../domain/review-consumer.js';
import { Consumers } from './consumers.js';
import { Reservations } from './reservations.js';

/** Holds the credit for an order, or refuses it, once: what was decided before stays. */
export class ReserveCredit {
  constructor(
    private readonly consumers: Consumers,
    private readonly reservations: Reservations,
  ) {}

  /** Resolves to what has become of the order's reservation. */
  async execute(
    work: UnitOfWork,
    { orderId, consumerId, orderTotal }: ValidateConsumerInfo,
  ): Promise<Reservation> {
    const [consumer, before] = await allEnded([
      this.consumers.lock(work, consumerId),
      this.reservations.find(work, orderId),
    ]);
    if (before) return before;
    const verdict = reviewConsumer(consumer, orderTotal);
    if (verdict === 'hold') {
      await this.reservations.hold(work, { orderId, consumerId }, orderTotal);
      return { state: 'HELD' };
    }
    await this.reservations.refuse(work, { orderId, consumerId }, verdict);
    // Where the consumer is unknown there was nothing to lock, and another command may have come before.
    return (await this.reservations.find(work, orderId)) ?? { state: 'REFUSED', reason: verdict };
  }
}
