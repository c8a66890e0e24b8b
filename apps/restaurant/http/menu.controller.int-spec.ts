import { type StartedService, outboxContent } from '#testing';
import { startRestaurantService } from '../testing/restaurant-service.js';

const ajanta = 'a0000000-0000-4000-8000-000000000001';
const zelo = 'a0000000-0000-4000-8000-000000000002';
const thali = { menuItemId: 'thali', name: 'Thali', price: '15.00' };

describe('PUT /restaurants/{id}/menu', () => {
  let service: StartedService;
  let authorization: string;

  beforeAll(async () => {
    service = await startRestaurantService();
    authorization = await service.issuer.bearer('restaurant', ajanta);
  });
  afterAll(() => service.stop());

  const put = (headers: Record<string, string>, items: unknown = [thali], restaurantId = ajanta) =>
    service.app.inject({
      method: 'PUT',
      url: `/restaurants/${restaurantId}/menu`,
      headers: { authorization, ...headers },
      payload: { items },
    });
  const present = async () => {
    const url = `/restaurants/${ajanta}`;
    const { headers } = await service.app.inject({ url, headers: { authorization } });
    return String(headers.etag);
  };

  it('replaces the menu of which the caller has the ETag', async () => {
    const response = await put({ 'if-match': '"1"' });
    expect(response.statusCode).toBe(200);
    expect(response.headers.etag).toBe('"2"');
    expect(response.json()).toEqual({
      version: 2,
      items: [thali],
      _links: {
        restaurant: { href: `/restaurants/${ajanta}` },
        'revise-menu': { href: `/restaurants/${ajanta}/menu`, method: 'PUT' },
      },
    });
    expect(await present()).toMatch(/^"2-/);
    expect(await outboxContent(service.database)).toMatchObject([
      { type: 'MenuRevised', channel: 'events', shardKey: ajanta, body: { restaurantId: ajanta } },
    ]);
  });

  it('tells who comes too late the present ETag', async () => {
    const response = await put({ 'if-match': '"999"' });
    expect(response.statusCode).toBe(412);
    expect((await put({ 'if-match': String(response.headers.etag) })).statusCode).toBe(200);
    expect(response.json().type).toBe('/problems/menu-version-mismatch');
  });

  it('asks for If-Match', async () => {
    const response = await put({});
    expect(response.statusCode).toBe(428);
    expect(response.json().type).toBe('/problems/precondition-required');
  });

  it('takes a list of ETags, and * for any', async () => {
    expect((await put({ 'if-match': `"999", ${await present()}` })).statusCode).toBe(200);
    expect((await put({ 'if-match': '*' })).statusCode).toBe(200);
  });

  it('takes neither weak ETags nor foreign ones', async () => {
    expect((await put({ 'if-match': `W/${await present()}` })).statusCode).toBe(412);
    expect((await put({ 'if-match': '"abc"' })).statusCode).toBe(412);
  });

  it('says what is wrong with an ETag that is none', async () => {
    const response = await put({ 'if-match': '1' });
    expect([response.statusCode, response.json().detail]).toEqual([
      400,
      'If-Match must be an entity tag in its double quotes, such as "1", a list of them, or *.',
    ]);
  });

  it('lets one of two win that have seen the same menu', async () => {
    const seen = await present();
    const responses = await Promise.all([put({ 'if-match': seen }), put({ 'if-match': seen })]);
    expect(responses.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 412]);
  });

  it('is for the restaurant itself and for the operator', async () => {
    expect((await put({ 'if-match': '*' }, [thali], zelo)).statusCode).toBe(403);
    const consumer = await service.issuer.bearer('consumer', ajanta);
    expect((await put({ 'if-match': '*', authorization: consumer })).statusCode).toBe(403);
    const operator = await service.issuer.bearer('operator');
    expect((await put({ 'if-match': '*', authorization: operator }, [thali], zelo)).statusCode).toBe(200);
  });

  it.each([
    ['/items', []],
    ['/items', Array.from({ length: 201 }, (_, index) => ({ ...thali, menuItemId: `thali-${index}` }))],
    ['/items/1/menuItemId', [thali, thali]],
    ['/items/0/price', [{ ...thali, price: 15 }]],
    ['/items/0/price', [{ ...thali, price: '-1.00' }]],
    ['/items/0/secret', [{ ...thali, secret: true }]],
    ['/items/0/name', [{ ...thali, name: 'Thali\ud800' }]],
  ])('points at %s of a menu that cannot be', async (pointer, items) => {
    const response = await put({ 'if-match': '*' }, items);
    expect(response.statusCode).toBe(400);
    expect(response.json().errors).toMatchObject([{ pointer }]);
  });
});
