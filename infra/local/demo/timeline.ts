/** The gateway's timeline of an order; only what is shown here. */
export interface Timeline {
  readonly summary: string;
  readonly sagas: readonly TimelineSaga[];
  readonly messages: readonly TimelineMessage[];
}

export interface TimelineSaga {
  readonly name: string;
  readonly status: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
}

export interface TimelineMessage {
  readonly type: string;
  readonly from?: string;
  readonly channel: string;
  readonly storedAt?: string;
  readonly publishedAt?: string;
  readonly handledAt?: string;
  readonly outcome?: string;
  readonly error?: string;
  /** Where it is now, such as "handled by consumer". */
  readonly where: string;
}
