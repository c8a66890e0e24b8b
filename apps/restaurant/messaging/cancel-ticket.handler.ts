import { CancelTicket, TicketCancellationRefused, TicketCancelled } from '#contracts';
import { answer, CommandHandler, type Answer, type Message, type UnitOfWork } from '#messaging';
import { Controller } from '@nestjs/common';
import { CancelTicket as CancelTicketUseCase } from '../application/cancel-ticket.use-case.js';

@Controller()
export class CancelTicketHandler {
  constructor(private readonly cancelTicket: CancelTicketUseCase) {}

  @CommandHandler(CancelTicket, { locks: ({ orderId }) => orderId })
  async cancel({ body }: Message<CancelTicket>, work: UnitOfWork): Promise<Answer> {
    const { orderId, restaurantId } = body;
    const reason = await this.cancelTicket.execute(work, orderId, restaurantId);
    if (reason) return answer(TicketCancellationRefused, { orderId, reason });
    return answer(TicketCancelled, { orderId });
  }
}
