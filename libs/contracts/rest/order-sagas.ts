import { z } from 'zod';
import { OrderId } from '../values.js';
import { OrderState } from './orders.js';
import { Time, type Wire } from './wire.js';

/** The order service's own resource, `/orders/{orderId}/saga`, its part of the timeline. */

export const SagaTrail = z
  .object({
    sagaId: z.guid(),
    name: z.string(),
    status: z.enum(['RUNNING', 'COMPLETED', 'FAILED']),
    reason: z.string().nullable(),
    startedAt: Time,
    endedAt: Time.nullable(),
    deadlineAt: Time.nullable(),
    steps: z.array(z.object({ name: z.string(), status: z.enum(['PENDING', 'SUCCEEDED', 'FAILED']) })),
  })
  .meta({ id: 'Saga' });
export type SagaTrail = Wire<typeof SagaTrail>;

export const OrderSagasResponse = z.object({
  orderId: OrderId,
  state: OrderState,
  version: z.int().min(1),
  createdAt: Time,
  /** Oldest first. */
  sagas: z.array(SagaTrail),
});
export type OrderSagasResponse = Wire<typeof OrderSagasResponse>;
