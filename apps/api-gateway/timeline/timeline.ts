import type { ServiceName } from '#contracts';
import type { MessageTrail } from './message-trail.js';
import type { OrderSagas, SagaTrail } from './order-sagas.js';
import { sightingsOf } from './sightings.js';
import { summaryOf } from './summary.js';
import { timelineMessageOf, type TimelineMessage } from './timeline-message.js';

export interface Timeline {
  readonly orderId: string;
  readonly state: string;
  /** One sentence: what the order waits for, or what became of it. */
  readonly summary: string;
  readonly sagas: readonly SagaTrail[];
  readonly messages: readonly TimelineMessage[];
  /** The services that did not say what they know. */
  readonly incomplete: readonly ServiceName[];
}

/** What the order service and the trails of the services that answered make together. */
export function timelineOf(
  order: OrderSagas,
  trails: readonly MessageTrail[],
  incomplete: readonly ServiceName[],
  now: Date,
): Timeline {
  const { orderId, state, sagas } = order;
  const sightings = sightingsOf(trails);
  const summary = summaryOf(order, sightings, incomplete, now);
  return { orderId, state, summary, sagas, messages: sightings.map(timelineMessageOf), incomplete };
}
