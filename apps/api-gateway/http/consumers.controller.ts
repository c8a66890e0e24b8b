import { Roles } from '#service-kit';
import { Controller, Get, Post, UseInterceptors } from '@nestjs/common';
import { ConsumerService } from '../clients/consumer-service.js';
import type { DownstreamAnswer, Call } from '../clients/exchange.js';
import { IncomingCall } from './incoming-call.js';
import { PassedBack } from './passed-back.interceptor.js';

@Controller('consumers')
@UseInterceptors(PassedBack)
export class ConsumersController {
  constructor(private readonly consumers: ConsumerService) {}

  @Post()
  @Roles('operator')
  register(@IncomingCall() call: Call): Promise<DownstreamAnswer> {
    return this.consumers.forward(call);
  }

  @Get(':consumerId')
  @Roles('consumer', 'operator')
  get(@IncomingCall() call: Call): Promise<DownstreamAnswer> {
    return this.consumers.forward(call);
  }

  @Post(':consumerId/suspension')
  @Roles('operator')
  suspend(@IncomingCall() call: Call): Promise<DownstreamAnswer> {
    return this.consumers.forward(call);
  }
}
