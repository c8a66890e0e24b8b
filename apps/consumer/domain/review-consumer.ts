import type { ConsumerRejection, Money } from '#contracts';
import type { Consumer } from './consumer.js';

/** Whether the consumer can place an order of this total: its credit is to be held, or the first reason why not. */
export function reviewConsumer(
  consumer: Consumer | undefined,
  orderTotal: Money,
): ConsumerRejection | 'hold' {
  if (!consumer) return 'UNKNOWN_CONSUMER';
  if (consumer.isSuspended()) return 'CONSUMER_SUSPENDED';
  if (orderTotal > consumer.availableCredit) return 'INSUFFICIENT_CREDIT';
  return 'hold';
}
