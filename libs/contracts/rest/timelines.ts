import { z } from 'zod';
import { OrderId } from '../values.js';
import { Link } from './links.js';
import { SagaTrail } from './order-sagas.js';
import { OrderState } from './orders.js';
import { Time, type Wire } from './wire.js';

export const Incomplete = z
  .array(z.enum(['order', 'consumer', 'restaurant']))
  .meta({ description: 'The services that did not say what they know' });

/** A message's way, as far as the services that answered know it. */
export const TimelineMessage = z
  .object({
    id: z.guid(),
    type: z.string(),
    from: z.string().optional(),
    channel: z.string(),
    correlationId: z.string().optional(),
    causationId: z.string().optional(),
    storedAt: Time.optional(),
    publishedAt: Time.optional(),
    receivedAt: Time.optional(),
    handledAt: Time.optional(),
    attempt: z.int().min(1).optional().meta({ description: 'The latest attempt to handle it' }),
    outcome: z.string().optional(),
    error: z.string().optional().meta({ description: 'Why the latest attempt failed' }),
    where: z.string(),
  })
  .meta({ id: 'TimelineMessage' });
export type TimelineMessage = Wire<typeof TimelineMessage>;

export const TimelineResponse = z
  .object({
    orderId: OrderId,
    state: OrderState,
    summary: z.string().meta({ description: 'What the order waits for, or what became of it' }),
    sagas: z.array(SagaTrail),
    messages: z.array(TimelineMessage),
    incomplete: Incomplete,
    _links: z.object({ self: Link, order: Link }),
  })
  .meta({ id: 'Timeline' });
export type TimelineResponse = Wire<typeof TimelineResponse>;
