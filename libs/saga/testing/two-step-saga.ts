import {
  ConsumerValidated,
  ConsumerValidationFailed,
  OrderDetailsValidated,
  OrderDetailsValidationFailed,
  ReleaseConsumerCredit,
  ValidateConsumerInfo,
  ValidateOrderDetails,
} from '#contracts';
import { request, type SagaDefinition } from '../definition/index.js';

export interface TwoStepData {
  readonly orderId: string;
}

const consumerId = 'c0000000-0000-4000-8000-000000000001';
const restaurantId = 'a0000000-0000-4000-8000-000000000001';
const deliveryAddress = { street1: '1 Main Street', city: 'Oakland', state: 'CA', zip: '94612' };
const lineItems = [{ menuItemId: 'samosa', quantity: 1 }];

/** Two steps, the first of which is compensated, and a deadline. */
export const twoStepSaga: SagaDefinition<TwoStepData> = {
  name: 'test-saga',
  replyChannel: 'order.replies',
  steps: [
    {
      name: 'consumer',
      request: request(ValidateConsumerInfo, ({ orderId }) => ({ orderId, consumerId, orderTotal: 450 })),
      succeedsOn: ConsumerValidated,
      failsOn: ConsumerValidationFailed,
      compensation: request(ReleaseConsumerCredit, ({ orderId }) => ({ orderId, consumerId })),
    },
    {
      name: 'restaurant',
      request: request(ValidateOrderDetails, ({ orderId }) => ({
        orderId,
        restaurantId,
        deliveryAddress,
        lineItems,
        orderTotal: 450,
      })),
      succeedsOn: OrderDetailsValidated,
      failsOn: OrderDetailsValidationFailed,
    },
  ],
  onCompletion: [],
  deadlineReason: 'TOO_LATE',
};
