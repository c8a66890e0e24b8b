import { mayActFor, type Caller } from '#service-kit';
import { ForbiddenException } from '@nestjs/common';

/** Throws 403 unless the caller acts for the restaurant. */
export function demandRestaurant(caller: Caller, restaurantId: string): void {
  if (!mayActFor(caller, { role: 'restaurant', id: restaurantId }))
    throw new ForbiddenException('This is for the staff of the restaurant alone');
}
