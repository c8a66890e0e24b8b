import { z } from 'zod';
import { command, reply, type Body } from './contract.js';
import { examples } from './examples.js';
import { ConsumerRejection } from './rejection-reasons.js';
import { ConsumerId, Money, OrderId } from './values.js';

/** May this consumer place the order? A positive answer holds the credit for it. */
export const ValidateConsumerInfo = command('consumer.commands', 'ValidateConsumerInfo', {
  version: 1,
  body: z.object({ orderId: OrderId, consumerId: ConsumerId, orderTotal: Money }),
  example: { orderId: examples.orderId, consumerId: examples.consumerId, orderTotal: '61.70' },
});
export type ValidateConsumerInfo = Body<typeof ValidateConsumerInfo>;

/** The consumer may place the order, and its credit is held for it. */
export const ConsumerValidated = reply('ConsumerValidated', {
  version: 1,
  body: z.object({ orderId: OrderId }),
  example: { orderId: examples.orderId },
});
export type ConsumerValidated = Body<typeof ConsumerValidated>;

/** The consumer may not place the order; no credit is held. */
export const ConsumerValidationFailed = reply('ConsumerValidationFailed', {
  version: 1,
  body: z.object({ orderId: OrderId, reason: ConsumerRejection }),
  example: { orderId: examples.orderId, reason: 'INSUFFICIENT_CREDIT' },
});
export type ConsumerValidationFailed = Body<typeof ConsumerValidationFailed>;
