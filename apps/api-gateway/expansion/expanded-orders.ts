import type { Expandable, OrderResponse, OrderResponseV2 } from '#contracts/rest';
import { entityTagOf, isKnown } from '#service-kit';
import { Injectable } from '@nestjs/common';
import type { Call, DownstreamAnswer } from '../clients/exchange.js';
import { OrderService } from '../clients/order-service.js';
import { OrderParties } from './order-parties.js';

type Order = OrderResponse | OrderResponseV2;

/** Orders with their parties in them, put together from what the services answer to this caller. */
@Injectable()
export class ExpandedOrders {
  constructor(
    private readonly orders: OrderService,
    private readonly parties: OrderParties,
  ) {}

  /** Whether the caller may see the order at all is the order service's to say, so it is asked first. */
  async get(call: Call, names: readonly Expandable[]): Promise<DownstreamAnswer> {
    const { 'if-none-match': known, ...headers } = call.headers;
    const answer = await this.orders.forward({ ...call, headers });
    if (answer.status !== 200) return answer;
    const order = JSON.parse(answer.body.toString('utf8')) as Order;
    const parts = await this.parties.of(order, names, headers);
    return tagged(answer, JSON.stringify({ ...order, ...parts }), known);
  }
}

/** The order's own tag would stay while its parties change: the whole has one of its own. */
function tagged({ headers }: DownstreamAnswer, body: string, known: string | undefined): DownstreamAnswer {
  const etag = entityTagOf(body);
  const isUnchanged = isKnown(known, etag);
  return {
    status: isUnchanged ? 304 : 200,
    headers: { ...headers, etag },
    body: isUnchanged ? Buffer.alloc(0) : Buffer.from(body),
  };
}
