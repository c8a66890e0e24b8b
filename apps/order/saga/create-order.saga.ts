import {
  ConsumerValidated,
  ConsumerValidationFailed,
  OrderDetailsValidated,
  OrderDetailsValidationFailed,
  ReleaseConsumerCredit,
  ValidateConsumerInfo,
  ValidateOrderDetails,
} from '#contracts';
import { request, type SagaDefinition } from '#saga/definition';
import type { OrderDetails } from '../domain/order.js';

export interface CreateOrderData extends Omit<OrderDetails, 'deliveryTime'> {
  readonly orderId: string;
}

/** Both participants are asked at once; the first refusal, or the deadline, rejects the order. */
export const createOrderSaga: SagaDefinition<CreateOrderData> = {
  name: 'create-order',
  replyChannel: 'order.replies',
  steps: [
    {
      name: 'validate consumer',
      request: request(ValidateConsumerInfo, ({ orderId, consumerId, orderTotal }) => ({
        orderId,
        consumerId,
        orderTotal,
      })),
      succeedsOn: ConsumerValidated,
      failsOn: ConsumerValidationFailed,
      compensation: request(ReleaseConsumerCredit, ({ orderId, consumerId }) => ({ orderId, consumerId })),
    },
    {
      name: 'validate order details',
      request: request(
        ValidateOrderDetails,
        ({ orderId, restaurantId, deliveryAddress, lineItems, orderTotal }) => ({
          orderId,
          restaurantId,
          deliveryAddress,
          lineItems: [...lineItems],
          orderTotal,
        }),
      ),
      succeedsOn: OrderDetailsValidated,
      failsOn: OrderDetailsValidationFailed,
    },
  ],
  onCompletion: [],
  deadlineReason: 'VALIDATION_TIMED_OUT',
};
