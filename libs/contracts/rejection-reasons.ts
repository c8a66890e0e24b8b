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

/** What each reason means to who has placed the order. */
export const rejections: Readonly<Record<RejectionReason, string>> = {
  UNKNOWN_CONSUMER: 'There is no such consumer.',
  CONSUMER_SUSPENDED: 'The consumer may place no more orders.',
  INSUFFICIENT_CREDIT: "The order's total is more than what is left of the consumer's credit.",
  UNKNOWN_RESTAURANT: 'There is no such restaurant.',
  UNKNOWN_MENU_ITEM: 'A line item is not on the menu.',
  ORDER_TOTAL_MISMATCH: "The order's total is not what its items cost by the menu.",
  ADDRESS_NOT_SERVED: 'The restaurant does not deliver to this address.',
  VALIDATION_TIMED_OUT: 'The validation was not done by its deadline.',
};
