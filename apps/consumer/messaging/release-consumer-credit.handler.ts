import { ReleaseConsumerCredit } from '#contracts';
import { CommandHandler, type Answer, type Message, type UnitOfWork } from '#messaging';
import { Controller } from '@nestjs/common';
import { ReleaseCredit } from '../application/release-credit.use-case.js';

@Controller()
export class ReleaseConsumerCreditHandler {
  constructor(private readonly releaseCredit: ReleaseCredit) {}

  @CommandHandler(ReleaseConsumerCredit, { locks: ({ consumerId }) => consumerId })
  async release({ body }: Message<ReleaseConsumerCredit>, work: UnitOfWork): Promise<Answer | void> {
    const before = await this.releaseCredit.execute(work, body);
    if (before === 'RELEASED') work.note('repeated: the credit was released before');
    if (before === 'REFUSED') work.note('nothing was held: the credit was refused');
    if (!before) work.note('nothing was held: from now on nothing will be');
  }
}
