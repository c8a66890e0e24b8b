import { CancelTicket, ReleaseConsumerCredit, TicketCancellationRefused, TicketCancelled } from '#contracts';
import { request, type SagaDefinition } from '#saga/definition';

export interface CancelOrderData {
  readonly orderId: string;
  readonly consumerId: string;
  readonly restaurantId: string;
}

/**
 * The kitchen has the last word, so there is no deadline: a cancellation that was given up could not know whether the
 * food is being cooked. The credit goes back only once the ticket is cancelled.
 */
export const cancelOrderSaga: SagaDefinition<CancelOrderData> = {
  name: 'cancel-order',
  replyChannel: 'order.replies',
  steps: [
    {
      name: 'cancel ticket',
      request: request(CancelTicket, ({ orderId, restaurantId }) => ({ orderId, restaurantId })),
      succeedsOn: TicketCancelled,
      failsOn: TicketCancellationRefused,
    },
  ],
  onCompletion: [request(ReleaseConsumerCredit, ({ orderId, consumerId }) => ({ orderId, consumerId }))],
};
