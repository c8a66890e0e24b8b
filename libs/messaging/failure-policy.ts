import type { ConsumeMessage } from 'amqplib';
import { forwarded } from './envelope.js';
import type { Publication } from './publisher.js';
import { deadLetterQueueOf, header, retryQueueOf } from './topology/index.js';

const MAX_ERROR_LENGTH = 2_000;

/** Where a delivery whose handling failed goes next. */
export interface Disposition {
  readonly kind: 'retry' | 'dead-letter';
  readonly publication: Publication;
}

interface FailedDelivery {
  readonly delivery: ConsumeMessage;
  readonly channel: string;
  /** The routing key that leads back to the queue it came from. */
  readonly shard: string;
  readonly error: Error;
  /** False for what no retry can mend. */
  readonly retryable: boolean;
}

/**
 * One more attempt after the ladder's next delay, and the dead-letter channel after the last.
 * Pattern: Dead Letter Channel (Hohpe and Woolf, Enterprise Integration Patterns).
 */
export function dispose(failed: FailedDelivery, delaysMs: readonly number[], now: Date): Disposition {
  const attempt = attemptOf(failed.delivery);
  const delayMs = failed.retryable ? delaysMs[attempt - 1] : undefined;
  if (delayMs === undefined)
    return {
      kind: 'dead-letter',
      publication: forward(failed, deadLetterQueueOf(failed.channel), attempt, now),
    };
  return {
    kind: 'retry',
    publication: forward(failed, retryQueueOf(failed.channel, delayMs), attempt + 1, now),
  };
}

function attemptOf({ properties }: ConsumeMessage): number {
  const attempt: unknown = properties.headers?.[header.attempt];
  return Number.isInteger(attempt) && Number(attempt) >= 1 ? Number(attempt) : 1;
}

function forward(failed: FailedDelivery, exchange: string, attempt: number, now: Date): Publication {
  const { delivery, error, shard } = failed;
  const { headers, ...properties } = forwarded(delivery);
  return {
    exchange,
    routingKey: shard,
    content: delivery.content,
    properties: {
      ...properties,
      headers: {
        ...headers,
        [header.attempt]: attempt,
        [header.error]: `${error.name}: ${error.message}`.slice(0, MAX_ERROR_LENGTH),
        [header.failedAt]: now.toISOString(),
      },
    },
  };
}
