import {
  ConsumerValidated,
  ConsumerValidationFailed,
  OrderDetailsValidated,
  OrderDetailsValidationFailed,
} from '#contracts';
import { ReplyHandler, type UnitOfWork } from '#messaging';
import { Controller } from '@nestjs/common';
import { ConcludeValidation, type ValidationReply } from '../application/conclude-validation.use-case.js';

@Controller()
export class CreateOrderRepliesHandler {
  constructor(private readonly validation: ConcludeValidation) {}

  @ReplyHandler(ConsumerValidated)
  consumerValidated(reply: ValidationReply, work: UnitOfWork): Promise<void> {
    return this.validation.onReply(work, reply);
  }

  @ReplyHandler(ConsumerValidationFailed)
  consumerValidationFailed(reply: ValidationReply, work: UnitOfWork): Promise<void> {
    return this.validation.onReply(work, reply);
  }

  @ReplyHandler(OrderDetailsValidated)
  orderDetailsValidated(reply: ValidationReply, work: UnitOfWork): Promise<void> {
    return this.validation.onReply(work, reply);
  }

  @ReplyHandler(OrderDetailsValidationFailed)
  orderDetailsValidationFailed(reply: ValidationReply, work: UnitOfWork): Promise<void> {
    return this.validation.onReply(work, reply);
  }
}
