import { ajanta, fiveVindaloos, martha, type StartedService } from '#testing';
import { orderStates, type OrderState } from '../domain/order-state.js';
import { OrderSchema } from '../persistence/order.schema.js';
import { startOrderService } from '../testing/order-service.js';

const callers = [
  ['consumer', martha],
  ['restaurant', ajanta],
  ['operator', undefined],
] as const;
const cases = orderStates.flatMap((state) => callers.map(([role, id]) => ({ state, role, id })));

describe('the links of an order', () => {
  let service: StartedService;
  beforeAll(async () => {
    service = await startOrderService();
  });
  afterAll(() => service.stop());

  const send = async (
    method: 'GET' | 'POST',
    url: string,
    [role, id]: readonly [string, string?],
    more = {},
  ) =>
    service.app.inject({
      method,
      url,
      headers: { authorization: await service.issuer.bearer(role, id) },
      ...more,
    });

  async function orderIn(state: OrderState): Promise<string> {
    const { orderId } = (
      await send('POST', '/orders', callers[0], { payload: fiveVindaloos(martha) })
    ).json();
    const rejectionReason = state === 'REJECTED' ? 'CONSUMER_SUSPENDED' : null;
    await service.database.dataSource.manager.update(OrderSchema, { orderId }, { state, rejectionReason });
    return orderId;
  }

  it.each(cases)(
    'offer its cancellation to the $role of a $state one just where it cancels',
    async (given) => {
      const url = `/orders/${await orderIn(given.state)}`;
      const caller = [given.role, given.id] as const;
      const before = (await send('GET', url, caller)).json();
      const { cancel } = before._links;

      const { statusCode, body } = await send('POST', `${url}/cancellation`, caller);
      expect([202, 403, 409]).toContain(statusCode);
      const cancels = statusCode === 202 && JSON.parse(body).version > before.version;
      expect(cancel).toEqual(cancels ? { href: `${url}/cancellation`, method: 'POST' } : undefined);
    },
  );

  it('lead to itself, to its stream and timeline, and once it was validated to its parties', async () => {
    const linksFor = async (state: OrderState, caller: (typeof callers)[number]) =>
      Object.keys((await send('GET', `/orders/${await orderIn(state)}`, caller)).json()._links).toSorted();
    const [customer, staff, operator] = callers;
    const ofHers = ['cancel', 'consumer', 'restaurant', 'self', 'stream', 'timeline'];
    expect(await linksFor('PENDING', customer)).toEqual(['cancel', 'self', 'stream', 'timeline']);
    expect(await linksFor('VALIDATED', customer)).toEqual(ofHers);
    expect(await linksFor('VALIDATED', staff)).toEqual(['restaurant', 'self', 'stream', 'timeline']);
    expect(await linksFor('CANCEL_PENDING', operator)).toEqual([
      'consumer',
      'restaurant',
      'self',
      'stream',
      'timeline',
    ]);
    expect(await linksFor('REJECTED', operator)).toEqual(['self', 'stream', 'timeline']);
  });

  it('are with every order of a list, and lead from page to page', async () => {
    await service.database.dataSource.query('TRUNCATE orders');
    const orderIds = [await orderIn('PENDING'), await orderIn('PENDING'), await orderIn('PENDING')];
    const first = (await send('GET', '/orders?limit=2&state=PENDING', callers[0])).json();
    expect(first.orders[0]._links.cancel).toBeDefined();
    expect(first._links.first).toEqual(first._links.self);
    const next = (await send('GET', first._links.next.href, callers[0])).json();
    expect(next.orders).toMatchObject([{ orderId: orderIds[0], state: 'PENDING' }]);
    expect(next._links).toEqual({
      self: first._links.next,
      first: { href: '/orders?state=PENDING&limit=2' },
    });
  });
});
