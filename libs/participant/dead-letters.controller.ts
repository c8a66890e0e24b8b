import { Roles } from '#service-kit';
import { channelsOf } from '#messaging';
import { Body, Controller, Get, HttpCode, Inject, NotFoundException, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { BROKER, type BrokerAddress } from './broker-address.js';
import { DeadLetters, type DeadLetter } from './dead-letters.js';

const MOST_AT_ONCE = 1_000;

/** Without ids, all letters of the channel. */
const RedriveRequest = z
  .strictObject({ messageIds: z.array(z.string()).min(1).max(MOST_AT_ONCE).optional() })
  .nullish();
type RedriveRequest = z.output<typeof RedriveRequest>;

/** The operator's view of this service's dead letters. */
@Controller('dead-letters')
@Roles('operator')
export class DeadLettersController {
  constructor(
    private readonly deadLetters: DeadLetters,
    @Inject(BROKER) private readonly broker: BrokerAddress,
  ) {}

  @Get()
  async list(): Promise<{ readonly deadLetters: DeadLetter[] }> {
    return { deadLetters: await this.deadLetters.list() };
  }

  @Post(':channel/redrive')
  @HttpCode(200)
  async redrive(
    @Param('channel') channel: string,
    @Body({ schema: RedriveRequest }) request: RedriveRequest,
  ): Promise<{ readonly channel: string; readonly redriven: number }> {
    const own = channelsOf(this.broker.service);
    if (!own.some(({ name }) => name === channel))
      throw new NotFoundException(`This service has no channel "${channel}"`);
    return { channel, redriven: await this.deadLetters.redrive(channel, request?.messageIds) };
  }
}
