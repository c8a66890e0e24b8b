import { ConsumerId } from '#contracts';
import { RegisterConsumerRequest, type ConsumerResponse } from '#contracts/rest';
import { IdempotencyKey } from '#idempotency';
import { CurrentCaller, mayActFor, Roles, type Caller, type OutgoingResponse } from '#service-kit';
import { Body, Controller, ForbiddenException, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { Consumers } from '../application/consumers.js';
import { RegisterConsumer } from '../application/register-consumer.use-case.js';
import { SuspendConsumer } from '../application/suspend-consumer.use-case.js';
import { toConsumerResponse } from './consumer.response.js';

@Controller('consumers')
export class ConsumersController {
  constructor(
    private readonly registerConsumer: RegisterConsumer,
    private readonly suspendConsumer: SuspendConsumer,
    private readonly consumers: Consumers,
  ) {}

  @Post()
  @Roles('operator')
  async register(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: IdempotencyKey | undefined,
    @Body({ schema: RegisterConsumerRequest }) request: RegisterConsumerRequest,
    @Res({ passthrough: true }) response: OutgoingResponse,
  ): Promise<ConsumerResponse> {
    const consumer = await this.registerConsumer.execute(request, key);
    response.header('Location', `/consumers/${consumer.consumerId}`);
    return toConsumerResponse(consumer, caller);
  }

  @Get(':consumerId')
  @Roles('consumer', 'operator')
  async get(
    @CurrentCaller() caller: Caller,
    @Param('consumerId', { schema: ConsumerId }) consumerId: string,
  ): Promise<ConsumerResponse> {
    if (!mayActFor(caller, { role: 'consumer', id: consumerId }))
      throw new ForbiddenException('This is another consumer');
    return toConsumerResponse(await this.consumers.get(consumerId), caller);
  }

  @Post(':consumerId/suspension')
  @HttpCode(200)
  @Roles('operator')
  async suspend(
    @CurrentCaller() caller: Caller,
    @Param('consumerId', { schema: ConsumerId }) consumerId: string,
  ): Promise<ConsumerResponse> {
    return toConsumerResponse(await this.suspendConsumer.execute(consumerId), caller);
  }
}
