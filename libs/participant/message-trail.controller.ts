import { OrderId } from '#contracts';
import { Controller, Get, Param } from '@nestjs/common';
import { MessageTrails, type MessageTrail } from './message-trail.js';

/** Envelope data only, no bodies: any authenticated caller may ask, and the gateway asks for the timeline. */
@Controller('orders/:orderId/messages')
export class MessageTrailController {
  constructor(private readonly trails: MessageTrails) {}

  @Get()
  get(@Param('orderId', { schema: OrderId }) orderId: string): Promise<MessageTrail> {
    return this.trails.of(orderId);
  }
}
