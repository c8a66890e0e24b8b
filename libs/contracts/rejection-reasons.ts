import { z } from 'zod';

/** Why a consumer may not place an order. */
export const ConsumerRejection = z.enum(['UNKNOWN_CONSUMER', 'CONSUMER_SUSPENDED', 'INSUFFICIENT_CREDIT']);
export type ConsumerRejection = z.infer<typeof ConsumerRejection>;

/** Why a restaurant does not take an order. */
export const RestaurantRejection = z.enum([
  'UNKNOWN_RESTAURANT',
  'UNKNOWN_MENU_ITEM',
  'ORDER_TOTAL_MISMATCH',
  'ADDRESS_NOT_SERVED',
]);
export type RestaurantRejection = z.infer<typeof RestaurantRejection>;

/** Why an order was REJECTED. */
export const RejectionReason = z
  .enum([...ConsumerRejection.options, ...RestaurantRejection.options, 'VALIDATION_TIMED_OUT'])
  .meta({ id: 'RejectionReason' });
export type RejectionReason = z.infer<typeof RejectionReason>;
