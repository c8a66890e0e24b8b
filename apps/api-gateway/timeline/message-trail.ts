import type { ServiceName } from '#contracts';

interface Identity {
  readonly id: string;
  readonly type: string;
  readonly channel: string;
  readonly correlationId: string;
  readonly causationId: string;
}

/** In the sender's outbox. */
export interface WaitingMessage extends Identity {
  readonly storedAt: string;
}

export interface PublishedMessage extends WaitingMessage {
  readonly publishedAt: string;
}

export interface HandledMessage extends Identity {
  readonly sender: string;
  readonly attempt: number;
  readonly receivedAt: string;
  readonly handledAt: string;
  readonly outcome?: string | null;
}

/** The failed attempt of a message that is not handled. */
export interface FailedMessage extends Pick<Identity, 'id' | 'type' | 'channel'> {
  readonly attempt: number;
  readonly error: string;
  readonly disposition: 'retry' | 'dead-letter';
  readonly failedAt: string;
}

/** What one service knows of an order's messages. Times are RFC 3339, by that service's clock. */
export interface MessageTrail {
  readonly service: ServiceName;
  readonly waiting: readonly WaitingMessage[];
  readonly published: readonly PublishedMessage[];
  readonly handled: readonly HandledMessage[];
  readonly failed: readonly FailedMessage[];
}
