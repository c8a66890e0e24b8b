import { ClientGone, CurrentCaller, type Caller, type OutgoingResponse } from '#service-kit';
import { Controller, Get, Res } from '@nestjs/common';
import type { Readable } from 'node:stream';
import type { Call } from '../clients/exchange.js';
import { OrderService } from '../clients/order-service.js';
import { WaitingRoom } from '../limits/waiting-room.js';
import { Closing } from './closing.js';
import { forwardStream } from './forward-stream.js';
import { IncomingCall } from './incoming-call.js';
import { passBack } from './pass-back.js';

/** The event stream of an order, passed on as it comes. */
@Controller('orders/:orderId/stream')
export class OrderStreamController {
  constructor(
    private readonly orders: OrderService,
    private readonly waitingRoom: WaitingRoom,
    private readonly closing: Closing,
  ) {}

  @Get()
  async stream(
    @IncomingCall() call: Call,
    @CurrentCaller() caller: Caller,
    @ClientGone() gone: AbortSignal,
    @Res({ passthrough: true }) response: OutgoingResponse,
  ): Promise<Buffer | Readable> {
    this.waitingRoom.enterWithStream(caller, gone);
    const answer = await this.orders.forward({ ...call, asStream: true, signal: gone });
    const body = passBack(answer, response);
    return answer.stream ? forwardStream(answer.stream, this.closing.signal) : body;
  }
}
