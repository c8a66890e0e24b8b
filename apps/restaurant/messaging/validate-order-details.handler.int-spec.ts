import { OrderDetailsValidated, OrderDetailsValidationFailed, ValidateOrderDetails } from '#contracts';
import { Inbox } from '#inbox';
import { createTestDatabase, offlineTransaction, outboxContent, receivedMessage } from '#testing';
import type { TestDatabase } from '#testing';
import { randomUUIDv7 } from 'node:crypto';
import { ReviewOrder } from '../application/review-order.use-case.js';
import { dataSourceOptions } from '../persistence/data-source.js';
import { insertDemoData } from '../persistence/demo-data.js';
import { TypeOrmRestaurants } from '../persistence/typeorm-restaurants.js';
import { ValidateOrderDetailsHandler } from './validate-order-details.handler.js';

const fiveVindaloosAtAjanta = {
  restaurantId: 'a0000000-0000-4000-8000-000000000001',
  deliveryAddress: { street1: '1 Main Street', city: 'Oakland', state: 'CA', zip: '94612' },
  lineItems: [{ menuItemId: 'vindaloo', quantity: 5 }],
  orderTotal: 6170,
};

describe('ValidateOrderDetails', () => {
  let database: TestDatabase;
  let inbox: Inbox;
  const handler = new ValidateOrderDetailsHandler(new ReviewOrder(new TypeOrmRestaurants()));

  beforeAll(async () => {
    database = await createTestDatabase(dataSourceOptions);
    await insertDemoData(database.dataSource.manager);
    inbox = new Inbox(offlineTransaction(database, 'restaurant'), database.dataSource);
  });
  afterAll(() => database.drop());

  const commandFor = (change: Partial<ValidateOrderDetails>) => {
    const orderId = randomUUIDv7();
    return receivedMessage(
      ValidateOrderDetails,
      { orderId, ...fiveVindaloosAtAjanta, ...change },
      { shardKey: orderId },
    );
  };
  const receive = (command: ReturnType<typeof commandFor>) =>
    inbox.receive([
      {
        message: command,
        locks: command.body.orderId,
        decide: (_, work) => handler.validate(command, work),
      },
    ]);
  const repliesTo = async ({ body }: ReturnType<typeof commandFor>) =>
    (await outboxContent(database)).filter(({ shardKey }) => shardKey === body.orderId);

  it('is answered with OrderDetailsValidated, to the saga that asked', async () => {
    const command = commandFor({});
    await receive(command);
    const { correlationId, shardKey, body } = command;
    expect(await repliesTo(command)).toEqual([
      {
        type: OrderDetailsValidated.type,
        channel: 'order.replies',
        correlationId,
        shardKey,
        body: { orderId: body.orderId },
      },
    ]);
  });

  it.each([
    ['UNKNOWN_RESTAURANT', { restaurantId: 'a0000000-0000-4000-8000-000000000099' }],
    ['UNKNOWN_MENU_ITEM', { lineItems: [{ menuItemId: 'margherita', quantity: 1 }] }],
    ['ORDER_TOTAL_MISMATCH', { orderTotal: 6169 }],
    ['ADDRESS_NOT_SERVED', { deliveryAddress: { ...fiveVindaloosAtAjanta.deliveryAddress, zip: '94102' } }],
  ])('is refused with %s', async (reason, change) => {
    const command = commandFor(change);
    await receive(command);
    expect(await repliesTo(command)).toMatchObject([
      { type: OrderDetailsValidationFailed.type, body: { orderId: command.body.orderId, reason } },
    ]);
  });

  it('is answered once when the same message is delivered ten times at once', async () => {
    const command = commandFor({});
    await Promise.all(Array.from({ length: 10 }, () => receive(command)));
    expect(await repliesTo(command)).toHaveLength(1);
  });
});
