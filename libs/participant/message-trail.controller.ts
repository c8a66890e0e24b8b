import { OrderId } from '#contracts';
import type { MessageTrailResponse } from '#contracts/rest';
import { Controller, Get, Param } from '@nestjs/common';
import { MessageTrails } from './message-trail.js';

/** Envelope data only, no bodies: any authenticated caller may ask, and the gateway asks for the timeline. */
@Controller('orders/:orderId/messages')
export class MessageTrailController {
  constructor(private readonly trails: MessageTrails) {}

  @Get()
  get(@Param('orderId', { schema: OrderId }) orderId: string): Promise<MessageTrailResponse> {
    return this.trails.of(orderId);
  }
}
