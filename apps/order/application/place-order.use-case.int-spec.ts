import { createTestDatabase, outboxContent, type TestDatabase } from '#testing';
import { dataSourceOptions } from '../persistence/data-source.js';
import { marthasOrder, OrderDesk } from '../testing/order-desk.js';
import { messagesOf } from '../testing/traces.js';

const { consumerId, restaurantId, deliveryAddress, lineItems } = marthasOrder;
const orderTotal = '61.70';

describe('PlaceOrder', () => {
  let database: TestDatabase;
  let desk: OrderDesk;

  beforeAll(async () => {
    database = await createTestDatabase(dataSourceOptions);
    desk = new OrderDesk(database);
  });
  afterAll(() => database.drop());

  const rowsOf = async (table: string): Promise<number> => {
    const [{ count }] = await database.dataSource.query(`SELECT count(*)::int AS count FROM ${table}`);
    return count;
  };

  it('resolves to the order as it is stored: PENDING, at its first version', async () => {
    const placed = await desk.placeOrder.execute(marthasOrder);
    expect(placed).toMatchObject({ ...marthasOrder, state: 'PENDING', version: 1, rejectionReason: null });
    expect(placed).toEqual(await desk.views.get(placed.orderId));
  });

  it('stores with it both commands of its saga, and the event', async () => {
    const { orderId } = await desk.placeOrder.execute(marthasOrder);
    const [saga] = await desk.views.sagas(orderId);
    expect(saga).toMatchObject({ name: 'create-order', status: 'RUNNING' });
    const order = { orderId, consumerId, restaurantId, lineItems, orderTotal };
    expect(await messagesOf(database, orderId)).toMatchObject([
      {
        type: 'ValidateConsumerInfo',
        channel: 'consumer.commands',
        correlationId: saga?.sagaId,
        body: { orderId, consumerId, orderTotal },
      },
      {
        type: 'ValidateOrderDetails',
        channel: 'restaurant.commands',
        correlationId: saga?.sagaId,
        body: { orderId, restaurantId, deliveryAddress, lineItems, orderTotal },
      },
      { type: 'OrderPlaced', channel: 'events', body: order },
    ]);
  });

  it('keeps the moment of a delivery, whatever the time zone it was given in', async () => {
    const deliveryTime = '2030-06-01T18:30:00+02:00';
    const placed = await desk.placeOrder.execute({ ...marthasOrder, deliveryTime });
    expect(placed.deliveryTime).toEqual(new Date('2030-06-01T16:30:00Z'));
    expect(await desk.views.get(placed.orderId)).toEqual(placed);
  });

  it('stores nothing of an order whose messages cannot be', async () => {
    const before = [await rowsOf('orders'), await rowsOf('sagas'), await outboxContent(database)];
    const unspeakable = { ...marthasOrder, lineItems: [] };
    await expect(desk.placeOrder.execute(unspeakable)).rejects.toThrow(/lineItems/);
    expect([await rowsOf('orders'), await rowsOf('sagas'), await outboxContent(database)]).toEqual(before);
  });
});
