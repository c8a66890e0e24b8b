import { OrderId } from '#contracts';
import { LastEventId } from '#contracts/rest';
import { ClientGone, CurrentCaller, HttpProblem, type Caller, type OutgoingResponse } from '#service-kit';
import { Controller, Get, Headers, HttpStatus, Param, Res } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { FollowOrder } from '../application/follow-order.js';
import { OrderViews, type OrderView } from '../application/order-views.js';
import { isFinal } from '../domain/order-state.js';
import { eventStream, eventStreamHeaders, serverSentEvent } from './event-stream.js';
import { demandParty } from './order-access.js';
import { toOrderResponse } from './order.response.js';

/** A token is checked when a stream begins: none outlives it for long. */
const LONGEST_STREAM_MS = 300_000;

/** An order's versions as server-sent events: those after the one seen last, and then those to come. */
@Controller('orders/:orderId/stream')
export class OrderStreamController {
  constructor(
    private readonly orders: OrderViews,
    private readonly follow: FollowOrder,
  ) {}

  @Get()
  async stream(
    @CurrentCaller() caller: Caller,
    @Param('orderId', { schema: OrderId }) orderId: string,
    @Headers('last-event-id') lastEventId: string | undefined,
    @ClientGone() gone: AbortSignal,
    @Res({ passthrough: true }) response: OutgoingResponse,
  ): Promise<Readable | undefined> {
    const order = await this.orders.get(orderId);
    demandParty(caller, order);
    const seen = versionOf(lastEventId);
    // The answer by which a browser's EventSource knows that there is nothing to come back for.
    if (isFinal(order.state) && seen >= order.version) return void response.status(HttpStatus.NO_CONTENT);
    for (const [name, value] of Object.entries(eventStreamHeaders)) response.header(name, value);
    const until = AbortSignal.any([gone, AbortSignal.timeout(LONGEST_STREAM_MS)]);
    return eventStream(asEvents(this.follow.after(orderId, seen, until), caller));
  }
}

function versionOf(lastEventId: string | undefined): number {
  if (lastEventId === undefined) return 0;
  const { data, error } = LastEventId.safeParse(lastEventId);
  if (data !== undefined) return data;
  const detail = `Last-Event-ID ${error.issues[0]?.message}.`;
  throw new HttpProblem({ status: 400, slug: 'invalid-request', detail });
}

async function* asEvents(orders: AsyncIterable<OrderView>, caller: Caller): AsyncGenerator<string> {
  for await (const order of orders) yield serverSentEvent(order.version, toOrderResponse(order, caller));
}
