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

  @ReplyHandler(ConsumerValidated, { locks: ({ orderId }) => orderId })
  consumerValidated(reply: ValidationReply, work: UnitOfWork): Promise<void> {
    return this.validation.onReply(work, reply);
  }

  @ReplyHandler(ConsumerValidationFailed, { locks: ({ orderId }) => orderId })
  consumerValidationFailed(reply: ValidationReply, work: UnitOfWork): Promise<void> {
    return this.validation.onReply(work, reply);
  }

  @ReplyHandler(OrderDetailsValidated, { locks: ({ orderId }) => orderId })
  orderDetailsValidated(reply: ValidationReply, work: UnitOfWork): Promise<void> {
    return this.validation.onReply(work, reply);
  }

  @ReplyHandler(OrderDetailsValidationFailed, { locks: ({ orderId }) => orderId })
  orderDetailsValidationFailed(reply: ValidationReply, work: UnitOfWork): Promise<void> {
    return this.validation.onReply(work, reply);
  }
}
