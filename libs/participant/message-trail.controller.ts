import { OrderId } from '#contracts';
import type { MessageTrailResponse } from '#contracts/rest';
import { Roles } from '#service-kit';
import { Controller, Get, Param } from '@nestjs/common';
import { MessageTrails } from './message-trail.js';

/**
 * Which order is whose is the order service's to say. So the gateway alone may ask here, for the timeline, once that
 * service has let its caller see the order; and operators, who may see all.
 */
@Controller('orders/:orderId/messages')
@Roles('gateway', 'operator')
export class MessageTrailController {
  constructor(private readonly trails: MessageTrails) {}

  @Get()
  get(@Param('orderId', { schema: OrderId }) orderId: string): Promise<MessageTrailResponse> {
    return this.trails.of(orderId);
  }
}
