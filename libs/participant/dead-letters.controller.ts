import { RedriveRequest, type RedriveResponse, type ServiceDeadLettersResponse } from '#contracts/rest';
import { Roles } from '#service-kit';
import { channelsOf } from '#messaging';
import { Body, Controller, Get, HttpCode, Inject, NotFoundException, Param, Post } from '@nestjs/common';
import { BROKER, type BrokerAddress } from './broker-address.js';
import { DeadLetters } from './dead-letters.js';

/** The operator's view of this service's dead letters. */
@Controller('dead-letters')
@Roles('operator')
export class DeadLettersController {
  constructor(
    private readonly deadLetters: DeadLetters,
    @Inject(BROKER) private readonly broker: BrokerAddress,
  ) {}

  @Get()
  async list(): Promise<ServiceDeadLettersResponse> {
    return { deadLetters: await this.deadLetters.list() };
  }

  @Post(':channel/redrive')
  @HttpCode(200)
  async redrive(
    @Param('channel') channel: string,
    @Body({ schema: RedriveRequest }) request: RedriveRequest,
  ): Promise<RedriveResponse> {
    const own = channelsOf(this.broker.service);
    if (!own.some(({ name }) => name === channel))
      throw new NotFoundException(`This service has no channel "${channel}"`);
    return { channel, redriven: await this.deadLetters.redrive(channel, request?.messageIds) };
  }
}
