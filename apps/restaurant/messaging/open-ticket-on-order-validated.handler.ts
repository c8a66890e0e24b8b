import { OrderValidated } from '#contracts';
import { EventHandler, type Message, type UnitOfWork } from '#messaging';
import { Controller } from '@nestjs/common';
import { OpenTicket } from '../application/open-ticket.use-case.js';

@Controller()
export class OpenTicketOnOrderValidatedHandler {
  constructor(private readonly openTicket: OpenTicket) {}

  @EventHandler(OrderValidated, { locks: ({ orderId }) => orderId })
  open({ body }: Message<OrderValidated>, work: UnitOfWork): Promise<void> {
    return this.openTicket.execute(work, body);
  }
}
