import type { UnitOfWork } from '#messaging';
import type { ReservationState } from '../domain/reservation.js';
import { Consumers } from './consumers.js';
import { Reservations, type CreditHolding } from './reservations.js';

/** Gives an order's credit back, once. A release that comes before its reservation leaves a tombstone for it. */
export class ReleaseCredit {
  constructor(
    private readonly consumers: Consumers,
    private readonly reservations: Reservations,
  ) {}

  /** Resolves to the state in which it found the reservation. */
  async execute(work: UnitOfWork, holding: CreditHolding): Promise<ReservationState | undefined> {
    await this.consumers.lock(work, holding.consumerId);
    const before = (await this.reservations.find(work, holding.orderId))?.state;
    if (before === 'HELD') await this.reservations.release(work, holding.orderId);
    if (!before) await this.reservations.leaveTombstone(work, holding);
    return before;
  }
}
