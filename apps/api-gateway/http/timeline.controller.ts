import type { TimelineResponse } from '#contracts/rest';
import type { OutgoingResponse } from '#service-kit';
import { Controller, Get, Header, Param, Res } from '@nestjs/common';
import { GatewayIdentity } from '../auth/gateway-identity.js';
import { AllServices } from '../clients/all-services.js';
import { AnswerRefused } from '../clients/answer-refused.js';
import type { Call } from '../clients/exchange.js';
import { OrderService } from '../clients/order-service.js';
import { timelineOf } from '../timeline/timeline.js';
import { IncomingCall } from './incoming-call.js';
import { answerAbout, passBack } from './pass-back.js';

/** What has happened to an order, and what it waits for, put together from what the three services know. */
@Controller('orders/:orderId/timeline')
export class TimelineController {
  constructor(
    private readonly orders: OrderService,
    private readonly services: AllServices,
    private readonly self: GatewayIdentity,
  ) {}

  /**
   * Whether the caller may see the order is the order service's to say, so it is asked first. Nobody keeps the answer:
   * its summary counts seconds.
   */
  @Get()
  @Header('cache-control', 'no-store')
  async get(
    @IncomingCall() call: Call,
    @Param('orderId') orderId: string,
    @Res({ passthrough: true }) response: OutgoingResponse,
  ): Promise<TimelineResponse | Buffer> {
    try {
      const order = await this.orders.sagas(orderId, call.headers);
      const { parts, incomplete } = await this.services.gather((each) =>
        this.self.read(call.headers, (headers) => each.messages(orderId, headers)),
      );
      return timelineOf(order, parts, incomplete, new Date());
    } catch (error) {
      if (error instanceof AnswerRefused)
        return passBack(answerAbout(`/orders/${orderId}/timeline`, error.answer), response);
      throw error;
    }
  }
}
