import type { Money } from '#contracts';

export type ConsumerStatus = 'ACTIVE' | 'SUSPENDED';

export interface ConsumerName {
  readonly firstName: string;
  readonly lastName: string;
}

export class Consumer {
  constructor(
    readonly consumerId: string,
    readonly name: ConsumerName,
    readonly creditLimit: Money,
    readonly status: ConsumerStatus = 'ACTIVE',
    /** The sum of the reservations that are HELD. */
    readonly heldCredit: Money = 0,
  ) {}

  get availableCredit(): Money {
    return this.creditLimit - this.heldCredit;
  }

  isSuspended(): boolean {
    return this.status === 'SUSPENDED';
  }

  /** What is held stays held: a suspension stops new orders, not those already placed. */
  suspend(): Consumer {
    return new Consumer(this.consumerId, this.name, this.creditLimit, 'SUSPENDED', this.heldCredit);
  }
}
