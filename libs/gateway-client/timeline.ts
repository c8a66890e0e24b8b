import type { Linked } from './resources.js';

/** All that has happened to an order, as the gateway's timeline tells it. */
export interface Timeline extends Linked {
  readonly orderId: string;
  readonly state: string;
  readonly summary: string;
  readonly sagas: readonly TimelineSaga[];
  readonly messages: readonly TimelineMessage[];
  /** The services that did not say what they know. */
  readonly incomplete: readonly string[];
}

export interface TimelineSaga {
  readonly sagaId: string;
  readonly name: string;
  readonly status: string;
  readonly reason: string | null;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly steps: readonly { readonly name: string; readonly status: string }[];
}

export interface TimelineMessage {
  readonly id: string;
  readonly type: string;
  readonly from?: string;
  readonly channel: string;
  readonly correlationId?: string;
  readonly causationId?: string;
  readonly storedAt?: string;
  readonly publishedAt?: string;
  readonly receivedAt?: string;
  readonly handledAt?: string;
  readonly attempt?: number;
  readonly outcome?: string;
  readonly error?: string;
  /** Where it is now, such as "handled by consumer". */
  readonly where: string;
}
