import {
  ORDER_V1,
  ORDER_V2,
  OrderListResponse,
  OrderListResponseV2,
  OrderResponse,
  OrderResponseV2,
} from '#contracts/rest';
import { fiveVindaloos, martha, outboxContent, type StartedService } from '#testing';
import { startOrderService } from '../../testing/order-service.js';

describe('an order', () => {
  let service: StartedService;
  let authorization: string;
  beforeAll(async () => {
    service = await startOrderService();
    authorization = await service.issuer.bearer('consumer', martha);
  });
  afterAll(() => service.stop());

  const get = (url: string, headers: Readonly<Record<string, string>>) =>
    service.app.inject({ url, headers: { authorization, ...headers } });
  const post = (url: string, accept: string, payload?: object) =>
    service.app.inject({ method: 'POST', url, headers: { authorization, accept }, payload });
  const placed = async (): Promise<string> =>
    `/orders/${(await post('/orders', '*/*', fiveVindaloos(martha))).json().orderId}`;

  it.each([
    ['application/json', 'application/json', OrderResponse, OrderListResponse],
    ['*/*', 'application/json', OrderResponse, OrderListResponse],
    [ORDER_V1, ORDER_V1, OrderResponse, OrderListResponse],
    [ORDER_V2, ORDER_V2, OrderResponseV2, OrderListResponseV2],
  ])('for who accepts %s is %s, wherever it is shown', async (accept, mediaType, one, list) => {
    const url = await placed();
    const answers = [
      await post('/orders', accept, fiveVindaloos(martha)),
      await get(url, { accept }),
      await post(`${url}/cancellation`, accept),
    ];
    for (const { headers, body } of answers) {
      expect(headers['content-type']?.split(';')[0]).toBe(mediaType);
      expect(one.strict().safeParse(JSON.parse(body)).error).toBeUndefined();
    }
    const page = await get('/orders', { accept });
    expect(page.headers['content-type']?.split(';')[0]).toBe(mediaType);
    expect(list.strict().safeParse(page.json()).error).toBeUndefined();
  });

  it('says the same in both versions, the total in each its own way', async () => {
    const url = await placed();
    const { orderTotal, ...first } = (await get(url, { accept: ORDER_V1 })).json();
    const { total, ...second } = (await get(url, { accept: ORDER_V2 })).json();
    expect(orderTotal).toBe('61.70');
    expect(total).toEqual({ amount: '61.70', currency: 'USD' });
    expect(second).toEqual(first);
  });

  it('is cached for each version apart', async () => {
    const url = await placed();
    const { etag, vary } = (await get(url, { accept: ORDER_V1 })).headers;
    expect(vary).toBe('Accept, Authorization');
    const known = { 'if-none-match': String(etag) };
    expect((await get(url, { accept: ORDER_V1, ...known })).statusCode).toBe(304);
    expect((await get(url, { accept: ORDER_V2, ...known })).statusCode).toBe(200);
  });

  it('in a version that there is not is not to be had, and not placed', async () => {
    await service.database.dataSource.query('TRUNCATE outbox');
    const refused = await post('/orders', 'application/vnd.order-saga.v3+json', fiveVindaloos(martha));
    expect(refused.json()).toMatchObject({
      type: '/problems/not-acceptable',
      status: 406,
      detail: `Orders can be had as application/json, ${ORDER_V1} and ${ORDER_V2}.`,
    });
    expect(await outboxContent(service.database)).toEqual([]);
  });
});
