import { ajanta, chickenVindaloo, zelo, type StartedService } from '#testing';
import { startRestaurantService } from '../testing/restaurant-service.js';

const callers = [
  ['restaurant', ajanta],
  ['restaurant', zelo],
  ['consumer', ajanta],
  ['operator', undefined],
] as const;
const url = `/restaurants/${ajanta}`;

describe('the links of a restaurant', () => {
  let service: StartedService;
  beforeAll(async () => {
    service = await startRestaurantService();
  });
  afterAll(() => service.stop());

  const send = async (
    method: 'GET' | 'PUT',
    path: string,
    [role, id]: readonly [string, string?],
    more = {},
  ) =>
    service.app.inject({
      method,
      url: path,
      headers: { authorization: await service.issuer.bearer(role, id), 'if-match': '*' },
      ...more,
    });

  it.each(callers)('lead the %s %s into the kitchen just where the door is open', async (...caller) => {
    const links = (await send('GET', url, caller)).json()._links;
    const tickets = await send('GET', `${url}/tickets`, caller);
    const payload = { items: [chickenVindaloo] };
    const revision = await send('PUT', `${url}/menu`, caller, { payload });
    expect(links).toEqual({
      self: { href: url },
      ...(tickets.statusCode === 200 && { tickets: { href: `${url}/tickets` } }),
      ...(revision.statusCode === 200 && { 'revise-menu': { href: `${url}/menu`, method: 'PUT' } }),
    });
    expect([200, 403]).toContain(tickets.statusCode);
    expect([200, 403]).toContain(revision.statusCode);
  });

  it('are with every restaurant of a list, and lead from page to page', async () => {
    const first = (await send('GET', '/restaurants?limit=1', callers[0])).json();
    expect(first.restaurants[0]._links.tickets).toBeDefined();
    const next = (await send('GET', first._links.next.href, callers[0])).json();
    expect(next.restaurants).toMatchObject([
      { restaurantId: zelo, _links: { self: { href: `/restaurants/${zelo}` } } },
    ]);
    expect(next._links.first).toEqual(first._links.self);
  });
});
