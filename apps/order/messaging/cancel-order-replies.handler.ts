import { TicketCancellationRefused, TicketCancelled } from '#contracts';
import { ReplyHandler, type UnitOfWork } from '#messaging';
import { Controller } from '@nestjs/common';
import {
  ConcludeCancellation,
  type CancellationReply,
} from '../application/conclude-cancellation.use-case.js';

@Controller()
export class CancelOrderRepliesHandler {
  constructor(private readonly cancellation: ConcludeCancellation) {}

  @ReplyHandler(TicketCancelled, { locks: ({ orderId }) => orderId })
  ticketCancelled(reply: CancellationReply, work: UnitOfWork): Promise<void> {
    return this.cancellation.onReply(work, reply);
  }

  @ReplyHandler(TicketCancellationRefused, { locks: ({ orderId }) => orderId })
  ticketCancellationRefused(reply: CancellationReply, work: UnitOfWork): Promise<void> {
    return this.cancellation.onReply(work, reply);
  }
}
