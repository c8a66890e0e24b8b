import { type StartedService, outboxContent } from '#testing';
import { startRestaurantService } from '../testing/restaurant-service.js';

const ajanta = 'a0000000-0000-4000-8000-000000000001';
const zelo = 'a0000000-0000-4000-8000-000000000002';

const chezPanisse = {
  name: 'Chez Panisse',
  address: { street1: '1517 Shattuck Avenue', city: 'Berkeley', state: 'CA', zip: '94709' },
  deliveryZips: ['94709'],
  menu: { items: [{ menuItemId: 'soup', name: 'Soup of the day', price: '9.00' }] },
};

describe('/restaurants', () => {
  let service: StartedService;
  let authorization: string;

  beforeAll(async () => {
    service = await startRestaurantService();
    authorization = await service.issuer.bearer('consumer');
  });
  afterAll(() => service.stop());

  const get = (path: string, headers = {}) =>
    service.app.inject({ url: `/restaurants${path}`, headers: { authorization, ...headers } });
  const post = async (payload: object, role = 'operator', more = {}) =>
    service.app.inject({
      method: 'POST',
      url: '/restaurants',
      headers: { authorization: await service.issuer.bearer(role), ...more },
      payload,
    });

  it('lists the restaurants, page after page', async () => {
    const { restaurants, nextCursor } = (await get('?limit=1')).json();
    expect(restaurants).toEqual([
      {
        restaurantId: ajanta,
        name: 'Ajanta',
        address: expect.any(Object),
        deliveryZips: ['94611', '94612', '94613'],
        _links: { self: { href: `/restaurants/${ajanta}` } },
      },
    ]);
    const next = (await get(`?limit=2&cursor=${nextCursor}`)).json();
    expect(next.restaurants).toMatchObject([{ restaurantId: zelo }]);
    expect(next).not.toHaveProperty('nextCursor');
  });

  it('shows a restaurant with its menu, tagged with the version of the menu', async () => {
    const response = await get(`/${zelo}`);
    expect(response.headers.etag).toMatch(/^"1-[\w-]+"$/);
    expect(response.json()).toMatchObject({
      restaurantId: zelo,
      menu: { version: 1, items: [{ menuItemId: 'margherita', price: '14.00' }, { price: '7.50' }] },
    });
  });

  it('has nothing new for who has seen it, and other links for others', async () => {
    const { etag } = (await get(`/${zelo}`)).headers;
    const known = { 'if-none-match': String(etag) };
    const response = await get(`/${zelo}`, known);
    expect([response.statusCode, response.body, response.headers.etag]).toEqual([304, '', etag]);
    const operator = { ...known, authorization: await service.issuer.bearer('operator') };
    expect((await get(`/${zelo}`, operator)).statusCode).toBe(200);
    expect((await get(`/${zelo}`, { 'if-none-match': '"7"' })).statusCode).toBe(200);
  });

  it('answers 404 for a restaurant that does not exist', async () => {
    const response = await get('/a0000000-0000-4000-8000-000000000099');
    expect([response.statusCode, response.json().type]).toEqual([404, '/problems/restaurant-not-found']);
  });

  it('opens a restaurant for the operator', async () => {
    const response = await post(chezPanisse);
    const opened = response.json();
    expect(response.statusCode).toBe(201);
    expect(response.headers).toMatchObject({ location: `/restaurants/${opened.restaurantId}`, etag: '"1"' });
    expect(opened).toMatchObject({ ...chezPanisse, menu: { version: 1, ...chezPanisse.menu } });
    expect((await get(`/${opened.restaurantId}`)).json()).toEqual({ ...opened, _links: expect.anything() });
    expect(await outboxContent(service.database)).toMatchObject([
      { type: 'RestaurantOpened', shardKey: opened.restaurantId, body: { name: 'Chez Panisse' } },
    ]);
  });

  it.each(['restaurant', 'consumer'])('opens none for a %s', async (role) => {
    expect((await post(chezPanisse, role)).statusCode).toBe(403);
  });

  it('opens one restaurant, however often the request comes with its key', async () => {
    const key = { 'idempotency-key': 'chez-panisse' };
    const first = await post(chezPanisse, 'operator', key);
    const again = await post(chezPanisse, 'operator', key);
    expect([again.statusCode, again.headers.etag]).toEqual([201, '"1"']);
    expect(again.headers.location).toBe(first.headers.location);
    expect(again.json()).toEqual(first.json());
    const other = await post({ ...chezPanisse, name: 'Chez Pierre' }, 'operator', key);
    expect(other.json()).toMatchObject({ type: '/problems/idempotency-key-reused', status: 422 });
  });

  it('opens none with values that it does not ask for', async () => {
    const response = await post({ ...chezPanisse, restaurantId: ajanta });
    expect([response.statusCode, response.json().type]).toEqual([400, '/problems/invalid-request']);
  });

  it('shows nothing without a token', async () => {
    expect((await service.app.inject({ url: '/restaurants' })).statusCode).toBe(401);
  });
});
