import {
  ConsumerValidated,
  ConsumerValidationFailed,
  OrderDetailsValidated,
  OrderDetailsValidationFailed,
  ReleaseConsumerCredit,
  ValidateConsumerInfo,
  ValidateOrderDetails,
} from '#contracts';
import { given } from '#saga/testing';
import { createOrderSaga, type CreateOrderData } from './create-order.saga.js';

const orderId = '0199d7a4-5f31-7c6e-9d2b-1f0a7c3e8b54';
const order: CreateOrderData = {
  orderId,
  consumerId: 'c0000000-0000-4000-8000-000000000001',
  restaurantId: 'a0000000-0000-4000-8000-000000000001',
  deliveryAddress: { street1: '1 Main Street', city: 'Oakland', state: 'CA', zip: '94612' },
  lineItems: [{ menuItemId: 'vindaloo', quantity: 5 }],
  orderTotal: 6170,
};
const { consumerId, restaurantId, deliveryAddress, lineItems, orderTotal } = order;

const placed = () =>
  given(createOrderSaga, order)
    .expectCommand(ValidateConsumerInfo, { orderId, consumerId, orderTotal })
    .expectCommand(ValidateOrderDetails, {
      orderId,
      restaurantId,
      deliveryAddress,
      lineItems: [...lineItems],
      orderTotal,
    });

describe('the create-order saga', () => {
  it('completes when both participants agree', () => {
    placed()
      .whenReply(ConsumerValidated, { orderId })
      .expectRunning()
      .whenReply(OrderDetailsValidated, { orderId })
      .expectCompleted();
  });

  it('completes whichever of them answers first', () => {
    placed()
      .whenReply(OrderDetailsValidated, { orderId })
      .whenReply(ConsumerValidated, { orderId })
      .expectCompleted();
  });

  it('fails with the reason of the consumer service, which holds no credit then', () => {
    placed()
      .whenReply(ConsumerValidationFailed, { orderId, reason: 'INSUFFICIENT_CREDIT' })
      .expectFailed('INSUFFICIENT_CREDIT');
  });

  it('gives the credit back when the restaurant refuses', () => {
    placed()
      .whenReply(ConsumerValidated, { orderId })
      .whenReply(OrderDetailsValidationFailed, { orderId, reason: 'UNKNOWN_MENU_ITEM' })
      .expectCommand(ReleaseConsumerCredit, { orderId, consumerId })
      .expectFailed('UNKNOWN_MENU_ITEM');
  });

  it('gives the credit back before it knows whether it was held', () => {
    placed()
      .whenReply(OrderDetailsValidationFailed, { orderId, reason: 'ADDRESS_NOT_SERVED' })
      .expectCommand(ReleaseConsumerCredit, { orderId, consumerId })
      .expectFailed('ADDRESS_NOT_SERVED');
  });

  it('fails at its deadline, and compensates', () => {
    placed()
      .whenReply(OrderDetailsValidated, { orderId })
      .whenDeadlinePasses()
      .expectCommand(ReleaseConsumerCredit, { orderId, consumerId })
      .expectFailed('VALIDATION_TIMED_OUT');
  });

  it('compensates when the order is cancelled meanwhile', () => {
    placed()
      .whenAbandoned('ORDER_CANCELLED')
      .expectCommand(ReleaseConsumerCredit, { orderId, consumerId })
      .expectFailed('ORDER_CANCELLED');
  });

  it('notes a reply that comes after the end, and does nothing', () => {
    placed()
      .whenDeadlinePasses()
      .expectCommand(ReleaseConsumerCredit, { orderId, consumerId })
      .whenReply(ConsumerValidated, { orderId })
      .expectNothingHappened('late: the saga has failed')
      .expectFailed('VALIDATION_TIMED_OUT');
  });

  it('notes a repeated reply, and does nothing', () => {
    placed()
      .whenReply(ConsumerValidated, { orderId })
      .whenReply(ConsumerValidationFailed, { orderId, reason: 'CONSUMER_SUSPENDED' })
      .expectNothingHappened('repeated: validate consumer is settled')
      .expectRunning();
  });
});
