import { OrderDetailsValidated, OrderDetailsValidationFailed, ValidateOrderDetails } from '#contracts';
import { answer, CommandHandler, type Answer, type Message, type UnitOfWork } from '#messaging';
import { Controller } from '@nestjs/common';
import { ReviewOrder } from '../application/review-order.use-case.js';

@Controller()
export class ValidateOrderDetailsHandler {
  constructor(private readonly reviewOrder: ReviewOrder) {}

  @CommandHandler(ValidateOrderDetails, { locks: ({ orderId }) => orderId })
  async validate({ body }: Message<ValidateOrderDetails>, work: UnitOfWork): Promise<Answer> {
    const { orderId, restaurantId } = body;
    const reason = await this.reviewOrder.execute(work, restaurantId, body);
    if (reason) return answer(OrderDetailsValidationFailed, { orderId, reason });
    return answer(OrderDetailsValidated, { orderId });
  }
}
