import {
  type StartedService,
  ajanta,
  fiveVindaloos,
  martha,
  nobody,
  outboxContent,
  percy,
  zelo,
} from '#testing';
import { randomUUIDv7 } from 'node:crypto';
import type { OrderState } from '../domain/order-state.js';
import { OrderSchema } from '../persistence/order.schema.js';
import { startOrderService } from '../testing/order-service.js';

/** The quickest participants there can be: whoever reads after the commit sees their work. */
const VALIDATE_AT_COMMIT = `
  CREATE FUNCTION validate_order() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE orders SET state = 'VALIDATED', version = 2 WHERE order_id = NEW.order_id;
    RETURN NULL;
  END $$;
  CREATE CONSTRAINT TRIGGER validate_at_commit AFTER INSERT ON orders
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION validate_order()`;

describe('/orders', () => {
  let service: StartedService;
  let asMartha: string;
  let asPercy: string;

  beforeAll(async () => {
    service = await startOrderService();
    asMartha = await service.issuer.bearer('consumer', martha);
    asPercy = await service.issuer.bearer('consumer', percy);
  });
  afterAll(() => service.stop());
  beforeEach(() => service.database.dataSource.query('TRUNCATE orders, sagas, outbox'));

  const get = (path = '', authorization = asMartha) =>
    service.app.inject({ url: `/orders${path}`, headers: { authorization } });
  const post = (path: string, payload: object | undefined, authorization = asMartha) =>
    service.app.inject({ method: 'POST', url: `/orders${path}`, headers: { authorization }, payload });
  const placed = async (consumerId = martha): Promise<string> =>
    (await post('', fiveVindaloos(consumerId), await service.issuer.bearer('operator'))).json().orderId;
  const cancel = (orderId: string, authorization?: string) =>
    post(`/${orderId}/cancellation`, undefined, authorization);
  const moved = (orderId: string, state: OrderState) =>
    service.database.dataSource.manager.update(
      OrderSchema,
      { orderId },
      { state, rejectionReason: state === 'REJECTED' ? 'UNKNOWN_MENU_ITEM' : null },
    );
  const statusFor = async (path: string, role: string, party?: string) =>
    (await get(path, await service.issuer.bearer(role, party))).statusCode;

  it('takes an order, PENDING, and says where it is', async () => {
    const response = await post('', fiveVindaloos(martha, { deliveryTime: '2030-06-01T18:30:00+02:00' }));
    const order = response.json();
    expect([response.statusCode, response.headers.location]).toEqual([202, `/orders/${order.orderId}`]);
    expect(order).toMatchObject({
      ...fiveVindaloos(martha),
      state: 'PENDING',
      version: 1,
      deliveryTime: '2030-06-01T16:30:00.000Z',
    });
    expect((await get(`/${order.orderId}`)).json()).toEqual(order);
  });

  it('answers as of its own transaction, were the order to move on in the same moment', async () => {
    const { dataSource } = service.database;
    await dataSource.query(VALIDATE_AT_COMMIT);
    const order = (await post('', fiveVindaloos(martha))).json();
    await dataSource.query('DROP FUNCTION validate_order CASCADE');
    expect(order).toMatchObject({ state: 'PENDING', version: 1 });
    expect((await get(`/${order.orderId}`)).json()).toMatchObject({ state: 'VALIDATED' });
  });

  it.each([
    ['/orderTotal', { orderTotal: 61.7 }],
    ['/lineItems', { lineItems: [] }],
    ['/lineItems/0/quantity', { lineItems: [{ menuItemId: 'vindaloo', quantity: 0 }] }],
    ['/deliveryTime', { deliveryTime: 'tomorrow' }],
    ['/state', { state: 'VALIDATED' }],
  ])('points at %s of an order that cannot be, and stores nothing', async (pointer, changes) => {
    const response = await post('', { ...fiveVindaloos(martha), ...changes });
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({ type: '/problems/invalid-request', errors: [{ pointer }] });
    expect(await outboxContent(service.database)).toEqual([]);
  });

  it('takes no order in the name of somebody else', async () => {
    expect((await post('', fiveVindaloos(percy))).statusCode).toBe(403);
    const staff = await service.issuer.bearer('restaurant', ajanta);
    expect((await post('', fiveVindaloos(martha), staff)).statusCode).toBe(403);
  });

  it('shows an order to its parties and to operators, and to nobody else', async () => {
    const path = `/${await placed()}`;
    for (const visible of [path, `${path}/saga`]) {
      expect(await statusFor(visible, 'consumer', martha)).toBe(200);
      expect(await statusFor(visible, 'restaurant', ajanta)).toBe(200);
      expect(await statusFor(visible, 'operator')).toBe(200);
      expect(await statusFor(visible, 'consumer', percy)).toBe(403);
      expect(await statusFor(visible, 'restaurant', zelo)).toBe(403);
    }
  });

  it('knows no order that was not placed', async () => {
    for (const response of [await get(`/${nobody}`), await get(`/${nobody}/saga`), await cancel(nobody)])
      expect(response.json()).toMatchObject({ type: '/problems/order-not-found', status: 404 });
  });

  it("lists the caller's orders, the newest first, page after page", async () => {
    const orderIds = [await placed(), await placed(), await placed()];
    await placed(percy);
    const { orders, nextCursor } = (await get('?limit=2')).json();
    expect(orders).toMatchObject([{ orderId: orderIds[2] }, { orderId: orderIds[1] }]);
    const rest = (await get(`?limit=2&cursor=${nextCursor}`)).json();
    expect(rest.orders).toMatchObject([{ orderId: orderIds[0] }]);
    expect(rest).not.toHaveProperty('nextCursor');
  });

  it('lists by state and by consumer', async () => {
    const orderId = await placed();
    await placed(percy);
    await moved(orderId, 'REJECTED');
    expect((await get('?state=REJECTED')).json().orders).toMatchObject([
      { orderId, rejectionReason: 'UNKNOWN_MENU_ITEM' },
    ]);
    expect((await get('?state=BURNT')).statusCode).toBe(400);
    expect((await get(`?consumerId=${percy}`)).statusCode).toBe(403);
    const operator = await service.issuer.bearer('operator');
    expect((await get('', operator)).json().orders).toHaveLength(2);
    expect((await get(`?consumerId=${percy}`, operator)).json().orders).toHaveLength(1);
  });

  it('cancels, and answers the same when asked again', async () => {
    const orderId = await placed();
    const [first, second] = [await cancel(orderId), await cancel(orderId)];
    expect(first.statusCode).toBe(202);
    expect(first.json()).toMatchObject({ orderId, state: 'CANCELLED', version: 2 });
    expect([second.statusCode, second.json()]).toEqual([202, first.json()]);
    expect((await get(`/${orderId}`)).json()).toEqual(first.json());
  });

  it("cancels neither a rejected order nor somebody else's", async () => {
    const orderId = await placed();
    expect((await cancel(orderId, asPercy)).statusCode).toBe(403);
    await moved(orderId, 'REJECTED');
    const refused = await cancel(orderId);
    expect([refused.statusCode, refused.json().type]).toEqual([409, '/problems/transition-not-allowed']);
  });

  it('tells the saga of an order, step by step', async () => {
    const orderId = await placed();
    expect((await get(`/${orderId}/saga`)).json()).toMatchObject({
      orderId,
      state: 'PENDING',
      sagas: [
        {
          name: 'create-order',
          status: 'RUNNING',
          steps: [
            { name: 'validate consumer', status: 'PENDING' },
            { name: 'validate order details', status: 'PENDING' },
          ],
        },
      ],
    });
    expect((await get(`/${randomUUIDv7()}/saga`)).statusCode).toBe(404);
  });
});
