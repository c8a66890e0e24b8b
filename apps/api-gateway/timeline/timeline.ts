import type { ServiceName } from '#contracts';
import {
  linkTo,
  type MessageTrailResponse,
  type OrderSagasResponse,
  type TimelineResponse,
} from '#contracts/rest';
import { sightingsOf } from './sightings.js';
import { summaryOf } from './summary.js';
import { timelineMessageOf } from './timeline-message.js';

/** What the order service and the trails of the services that answered make together. */
export function timelineOf(
  order: OrderSagasResponse,
  trails: readonly MessageTrailResponse[],
  incomplete: readonly ServiceName[],
  now: Date,
): TimelineResponse {
  const { orderId, state, sagas } = order;
  const sightings = sightingsOf(trails);
  const summary = summaryOf(order, sightings, incomplete, now);
  const _links = { self: linkTo('getTimeline', { orderId }), order: linkTo('getOrder', { orderId }) };
  return { orderId, state, summary, sagas, messages: sightings.map(timelineMessageOf), incomplete, _links };
}
