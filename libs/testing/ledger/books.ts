/** One request for an order, as its client remembers it. */
export interface Attempt {
  /** Stands in the order's delivery address, and nowhere else. */
  readonly reference: string;
  /** Unknown: there was no answer, or one that does not say whether the order was stored. */
  readonly outcome: 'accepted' | 'refused' | 'unknown';
  /** Known when it was accepted. */
  readonly orderId?: string;
  /** Why the order has to be rejected; without it, only its deadline may reject it. */
  readonly flaw?: string;
  /** Promised: the cancellation was answered 202. Asked: nobody knows whether it was heard. */
  readonly cancellation?: 'promised' | 'asked';
}

/** What the three databases and the broker hold, all of it. */
export interface Books {
  readonly orders: readonly {
    readonly id: string;
    readonly reference: string;
    readonly state: string;
    readonly rejectionReason: string | null;
    readonly total: string;
  }[];
  readonly reservations: readonly {
    readonly id: string;
    readonly state: string;
    readonly amount: string;
  }[];
  readonly tickets: readonly { readonly id: string; readonly state: string }[];
  /** Consumers whose held credit is not the sum of what is held for their orders. */
  readonly unbalancedConsumers: readonly string[];
  readonly runningSagas: readonly string[];
  /** Messages that one service sent more than once for one order, each time as a new message. */
  readonly repeatedMessages: readonly { readonly id: string; readonly type: string }[];
  /** Orders whose release was handled before the command that it follows in the same channel. */
  readonly overtaken: readonly string[];
  readonly waitingInOutboxes: number;
  /** In the channels and their retry ladders. */
  readonly waitingInChannels: number;
  readonly deadLetters: number;
}
