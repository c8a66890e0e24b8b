import { ClientGone, type OutgoingResponse } from '#service-kit';
import { Controller, Get, Res } from '@nestjs/common';
import type { Readable } from 'node:stream';
import type { Call } from '../clients/exchange.js';
import { OrderService } from '../clients/order-service.js';
import { NotAsked } from '../resilience/not-asked.js';
import { Closing } from './closing.js';
import { forwardStream } from './forward-stream.js';
import { IncomingCall } from './incoming-call.js';
import { passBack } from './pass-back.js';

/** Half of the connections that the gateway takes, unless it is told otherwise: the others are for requests. */
const MOST_STREAMS = 500;
const RETRY_AFTER_S = 5;

/** The event stream of an order, passed on as it comes. */
@Controller('orders/:orderId/stream')
export class OrderStreamController {
  private open = 0;

  constructor(
    private readonly orders: OrderService,
    private readonly closing: Closing,
  ) {}

  @Get()
  async stream(
    @IncomingCall() call: Call,
    @ClientGone() gone: AbortSignal,
    @Res({ passthrough: true }) response: OutgoingResponse,
  ): Promise<Buffer | Readable> {
    if (this.open >= MOST_STREAMS) throw new NotAsked('order', 'bulkhead-full', RETRY_AFTER_S);
    this.countUntil(gone);
    const answer = await this.orders.forward({ ...call, asStream: true, signal: gone });
    const body = passBack(answer, response);
    return answer.stream ? forwardStream(answer.stream, this.closing.signal) : body;
  }

  private countUntil(gone: AbortSignal): void {
    if (gone.aborted) return;
    this.open += 1;
    gone.addEventListener('abort', () => (this.open -= 1));
  }
}
