import type { DeadLettersResponse } from '#contracts/rest';
import { channels } from '#messaging/topology';
import { Roles } from '#service-kit';
import { Controller, Get, NotFoundException, Param, Post, UseInterceptors } from '@nestjs/common';
import { AllServices } from '../clients/all-services.js';
import type { DownstreamAnswer, Call } from '../clients/exchange.js';
import { toDeadLettersResponse } from './dead-letters.response.js';
import { IncomingCall } from './incoming-call.js';
import { PassedBack } from './passed-back.interceptor.js';

@Controller('dead-letters')
@Roles('operator')
export class DeadLettersController {
  constructor(private readonly services: AllServices) {}

  @Get()
  async list(@IncomingCall() { headers }: Call): Promise<DeadLettersResponse> {
    const { parts, incomplete } = await this.services.gather((service) => service.deadLetters(headers));
    return toDeadLettersResponse(parts.flat(), incomplete);
  }

  @Post(':channel/redrive')
  @UseInterceptors(PassedBack)
  redrive(@IncomingCall() call: Call, @Param('channel') channel: string): Promise<DownstreamAnswer> {
    const owner = channels.find(({ name }) => name === channel)?.owner;
    const service = owner && this.services.named(owner);
    if (!service) throw new NotFoundException(`There is no channel "${channel}"`);
    return service.forward(call);
  }
}
