import { CancelTicket, ReleaseConsumerCredit, TicketCancellationRefused, TicketCancelled } from '#contracts';
import { given } from '#saga/testing';
import { cancelOrderSaga } from './cancel-order.saga.js';

const orderId = '0199d7a4-5f31-7c6e-9d2b-1f0a7c3e8b54';
const consumerId = 'c0000000-0000-4000-8000-000000000001';
const restaurantId = 'a0000000-0000-4000-8000-000000000001';

const requested = () =>
  given(cancelOrderSaga, { orderId, consumerId, restaurantId }).expectCommand(CancelTicket, {
    orderId,
    restaurantId,
  });

describe('the cancel-order saga', () => {
  it('gives the credit back once the kitchen has dropped the ticket', () => {
    requested()
      .whenReply(TicketCancelled, { orderId })
      .expectCommand(ReleaseConsumerCredit, { orderId, consumerId })
      .expectCompleted();
  });

  it('leaves the credit held when the kitchen refuses', () => {
    requested()
      .whenReply(TicketCancellationRefused, { orderId, reason: 'TICKET_ACCEPTED' })
      .expectFailed('TICKET_ACCEPTED');
  });
});
