import type { ServiceName } from '#contracts';
import type {
  FailedMessage,
  HandledMessage,
  MessageTrailResponse,
  PublishedMessage,
  WaitingMessage,
} from '#contracts/rest';
import type { OrderSagasResponse, SagaTrail } from '#contracts/rest';

/** A clock time of the day on which all the examples happen. */
export const at = (time: string): string => `2026-01-01T${time}Z`;

export const trail = (
  service: ServiceName,
  more: Partial<MessageTrailResponse> = {},
): MessageTrailResponse => ({
  service,
  waiting: [],
  published: [],
  handled: [],
  failed: [],
  ...more,
});

const identity = (id: string, type: string, channel: string) => ({
  id,
  type,
  channel,
  correlationId: 'saga-1',
  causationId: 'order-1',
});

const validateConsumer = identity('m1', 'ValidateConsumerInfo', 'consumer.commands');
const validateOrderDetails = identity('m2', 'ValidateOrderDetails', 'restaurant.commands');
const consumerValidated = { ...identity('m3', 'ConsumerValidated', 'order.replies'), causationId: 'm1' };
const orderPlaced = identity('m0', 'OrderPlaced', 'events');
const orderValidated = identity('m5', 'OrderValidated', 'events');

export const messages = {
  validateConsumer,
  validateOrderDetails,
  consumerValidated,
  orderPlaced,
  orderValidated,
};

type Identity = typeof validateConsumer;

export const waiting = (message: Identity, storedAt = at('12:00:00.000')): WaitingMessage => ({
  ...message,
  storedAt,
});

export const published = (message: Identity, storedAt = at('12:00:00.000')): PublishedMessage => ({
  ...message,
  storedAt,
  publishedAt: storedAt,
});

export const handled = (
  message: Identity,
  sender: ServiceName,
  more: Partial<HandledMessage> = {},
): HandledMessage => ({
  ...message,
  sender,
  attempt: 1,
  receivedAt: at('12:00:00.100'),
  handledAt: at('12:00:00.110'),
  outcome: null,
  ...more,
});

export const failed = (
  { id, type, channel }: Identity,
  more: Partial<FailedMessage> = {},
): FailedMessage => ({
  id,
  type,
  channel,
  attempt: 1,
  error: 'boom',
  disposition: 'retry',
  failedAt: at('12:00:01.000'),
  ...more,
});

export const createOrder = (more: Partial<SagaTrail> = {}): SagaTrail => ({
  sagaId: 'saga-1',
  name: 'create-order',
  status: 'RUNNING',
  reason: null,
  startedAt: at('12:00:00.000'),
  endedAt: null,
  deadlineAt: at('12:00:30.000'),
  steps: [{ name: 'validate consumer', status: 'PENDING' }],
  ...more,
});

export const order = (
  state: OrderSagasResponse['state'],
  ...sagas: readonly SagaTrail[]
): OrderSagasResponse => ({
  orderId: 'order-1',
  state,
  version: 1,
  createdAt: at('12:00:00.000'),
  sagas,
});
