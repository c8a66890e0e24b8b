import { baseline } from './baseline.js';
import { FLOOR, LOG_TAILING, POLLING, TUTORIAL } from './names.js';
import { orderSaga } from './order-saga.js';
import type { Subject } from './subject.js';

const floor = baseline({
  name: FLOOR,
  programs: {
    'api-gateway': 'bench/floor/gateway.js',
    order: 'bench/floor/order.js',
    consumer: 'bench/floor/consumer.js',
    restaurant: 'bench/floor/restaurant.js',
  },
});

const tutorial = baseline({
  name: TUTORIAL,
  programs: {
    'api-gateway': 'bench/tutorial/gateway/main.js',
    order: 'bench/tutorial/order/main.js',
    consumer: 'bench/tutorial/consumer/main.js',
    restaurant: 'bench/tutorial/restaurant/main.js',
  },
});

/** The system with each of its relays, and the two that it is compared with. */
export const subjects: readonly Subject[] = [
  orderSaga({ name: POLLING, env: { OUTBOX_RELAY: 'polling' } }),
  floor,
  orderSaga({ name: LOG_TAILING, env: { OUTBOX_RELAY: 'log-tailing' } }),
  tutorial,
];

/** The system alone, with other numbers of shards and instances. */
export const variants: readonly Subject[] = [
  ...[1, 2, 4, 8].map((shards) =>
    orderSaga({ name: `${shards} shards and 1 instance`, env: { CHANNEL_SHARDS: String(shards) } }),
  ),
  ...[2, 3].map((instances) => orderSaga({ name: `4 shards and ${instances} instances`, instances })),
];
