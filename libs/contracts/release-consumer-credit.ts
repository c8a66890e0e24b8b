import { z } from 'zod';
import { command, type Body } from './contract.js';
import { examples } from './examples.js';
import { ConsumerId, OrderId } from './values.js';

/** The compensating command of ValidateConsumerInfo: gives the held credit back. It is not answered. */
export const ReleaseConsumerCredit = command('consumer.commands', 'ReleaseConsumerCredit', {
  version: 1,
  body: z.object({ orderId: OrderId, consumerId: ConsumerId }),
  example: { orderId: examples.orderId, consumerId: examples.consumerId },
});
export type ReleaseConsumerCredit = Body<typeof ReleaseConsumerCredit>;
