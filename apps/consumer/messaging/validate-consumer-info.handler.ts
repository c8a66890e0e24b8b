import { ConsumerValidated, ConsumerValidationFailed, ValidateConsumerInfo } from '#contracts';
import { answer, CommandHandler, type Answer, type Message, type UnitOfWork } from '#messaging';
import { Controller } from '@nestjs/common';
import { ReserveCredit } from '../application/reserve-credit.use-case.js';

@Controller()
export class ValidateConsumerInfoHandler {
  constructor(private readonly reserveCredit: ReserveCredit) {}

  @CommandHandler(ValidateConsumerInfo, { locks: ({ consumerId }) => consumerId })
  async validate({ body }: Message<ValidateConsumerInfo>, work: UnitOfWork): Promise<Answer | void> {
    const { orderId } = body;
    const reservation = await this.reserveCredit.execute(work, body);
    if (reservation.state === 'HELD') return answer(ConsumerValidated, { orderId });
    if (reservation.state === 'REFUSED')
      return answer(ConsumerValidationFailed, { orderId, reason: reservation.reason });
    // Whoever sent the release has given the order up, and waits for no answer.
    work.note('released before: nothing is held');
  }
}
