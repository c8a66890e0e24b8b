import { z } from 'zod';
import { event, type Body } from './contract.js';
import { examples } from './examples.js';
import { ConsumerId, Money } from './values.js';

/** A customer may place orders from now on, up to the limit. */
export const ConsumerRegistered = event('consumer', 'ConsumerRegistered', {
  version: 1,
  body: z.object({ consumerId: ConsumerId, creditLimit: Money }),
  example: { consumerId: examples.consumerId, creditLimit: '100000.00' },
});
export type ConsumerRegistered = Body<typeof ConsumerRegistered>;

/** A customer may place no more orders; those that were placed go on. */
export const ConsumerSuspended = event('consumer', 'ConsumerSuspended', {
  version: 1,
  body: z.object({ consumerId: ConsumerId }),
  example: { consumerId: examples.consumerId },
});
export type ConsumerSuspended = Body<typeof ConsumerSuspended>;
