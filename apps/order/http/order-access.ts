import { mayActFor, type Caller } from '#service-kit';
import { ForbiddenException } from '@nestjs/common';

/** Throws 403 unless the caller acts for the consumer; only an operator acts for all of them. */
export function demandConsumer(caller: Caller, consumerId?: string): void {
  if (!mayActFor(caller, { role: 'consumer', id: consumerId }))
    throw new ForbiddenException('The order belongs to somebody else');
}

/** Throws 403 unless the caller acts for one of the two parties of the order. */
export function demandParty(
  caller: Caller,
  order: { readonly consumerId: string; readonly restaurantId: string },
): void {
  const isStaff = mayActFor(caller, { role: 'restaurant', id: order.restaurantId });
  if (!isStaff) demandConsumer(caller, order.consumerId);
}
