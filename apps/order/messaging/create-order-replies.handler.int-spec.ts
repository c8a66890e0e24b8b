import { ConsumerValidated, OrderDetailsValidated, type Reply } from '#contracts';
import { Inbox } from '#inbox';
import { HandDelivery } from '#messaging/testing';
import { Transaction } from '#outbox';
import type { StartedService } from '#testing';
import { randomUUIDv7 } from 'node:crypto';
import { DataSource } from 'typeorm';
import { PlaceOrder } from '../application/place-order.use-case.js';
import { marthasOrder } from '../testing/order-desk.js';
import { startOrderService } from '../testing/order-service.js';

describe('the replies to create-order', () => {
  let service: StartedService;
  let post: HandDelivery;

  beforeAll(async () => {
    service = await startOrderService({
      receivesBy: (app) => {
        const [transaction, dataSource] = [
          app.get(Transaction, { strict: false }),
          app.get(DataSource, { strict: false }),
        ];
        return (post = new HandDelivery(new Inbox(transaction, dataSource)));
      },
    });
  });
  afterAll(() => service.stop());

  const query = <Row>(sql: string, orderId: string): Promise<Row[]> =>
    service.database.dataSource.query(sql, [orderId]);

  it('are both heard when they come together from participants who name no shard key', async () => {
    const { orderId } = await service.app.get(PlaceOrder, { strict: false }).execute(marthasOrder);
    const [saga] = await query<{ saga_id: string }>(
      'SELECT saga_id FROM sagas WHERE shard_key = $1',
      orderId,
    );
    const replyOf = ({ type }: Reply) => ({
      exchange: 'order.replies',
      routingKey: '0',
      content: Buffer.from(JSON.stringify({ orderId })),
      properties: { messageId: randomUUIDv7(), type, correlationId: saga?.saga_id },
    });
    await post.deliverTogether('order.replies', [replyOf(ConsumerValidated), replyOf(OrderDetailsValidated)]);

    expect(await query('SELECT state FROM orders WHERE order_id = $1', orderId)).toEqual([
      { state: 'VALIDATED' },
    ]);
  });
});
