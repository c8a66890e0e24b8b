import { eventually } from '#testing';
import fc from 'fast-check';
import { startGateway, type Gateway } from '../testing/start-gateway.js';
import { json, resets, silent, type StubService } from '../testing/stub-service.js';

const AJANTA = 'a0000000-0000-4000-8000-000000000001';
const ZELO = 'a0000000-0000-4000-8000-000000000002';
const MENU = `/restaurants/${AJANTA}`;
const HOUR_MS = 3_600_000;
const ajanta = { restaurantId: AJANTA, name: 'Ajanta', menu: { version: 7, items: [] } };

describe('the gateway, when the restaurant service cannot answer,', () => {
  let gateway: Gateway;
  const start = async (more: object = {}): Promise<void> => {
    gateway = await startGateway({ DOWNSTREAM_BUDGET_MS: '1', ...more });
    gateway.restaurant.behave = json(200, ajanta, { etag: '"7"' });
  };
  afterEach(() => gateway.stop());
  afterEach(() => jest.restoreAllMocks());

  const clock = performance.now.bind(performance);
  const later = (ms: number): void => {
    jest.spyOn(performance, 'now').mockImplementation(() => clock() + ms);
  };

  const look = async (url = MENU, { as = 'martha', ...headers }: Record<string, string> = {}) =>
    gateway.app.inject({ url, headers: { authorization: await gateway.bearer(as), ...headers } });

  const failures: readonly (readonly [string, (stub: StubService) => unknown])[] = [
    ['hangs', (stub) => (stub.behave = silent)],
    ['resets connections', (stub) => (stub.behave = resets)],
    ['is away', (stub) => stub.stop()],
    ['answers 500', (stub) => (stub.behave = json(500, {}))],
    ['answers 503', (stub) => (stub.behave = json(503, {}))],
  ];

  it.each(failures)('for it %s, gives a copy that says it is stale, to others too', async (_, fail) => {
    await start();
    expect((await look()).json()).toEqual(ajanta);
    await fail(gateway.restaurant);
    const copy = await look(MENU, { as: 'ajanta' });
    expect(copy.statusCode).toBe(200);
    expect(copy.json()).toEqual({ ...ajanta, stale: true });
    expect(copy.headers.age).toMatch(/^\d+$/);
    expect(copy.headers).not.toHaveProperty('etag');
    expect((await look('/metrics')).body).toContain('downstream_stale_answers_total{service="restaurant"} 1');
  });

  it('gives copies while the breaker is open, and fresh answers after it', async () => {
    await start({ BREAKER_VOLUME: '1', BREAKER_RESET_MS: '200' });
    await look();
    gateway.restaurant.behave = resets;
    await look();
    expect((await look()).json()).toMatchObject({ stale: true });
    gateway.restaurant.behave = json(200, ajanta, { etag: '"7"' });
    await eventually(async () => expect((await look()).json()).toEqual(ajanta));
  });

  it('leads nobody where only another caller may go', async () => {
    await start();
    const _links = { self: { href: MENU }, tickets: { href: `${MENU}/tickets` } };
    gateway.restaurant.behave = json(200, {
      restaurants: [{ _links }],
      _links: { first: { href: '/restaurants' } },
    });
    await look('/restaurants', { as: 'ajanta' });
    gateway.restaurant.behave = resets;
    expect((await look('/restaurants')).json()).toEqual({
      restaurants: [{ _links: { self: { href: MENU } } }],
      _links: { first: { href: '/restaurants' } },
      stale: true,
    });
  });

  it('gives a copy to nobody who may not ask', async () => {
    await start();
    await look();
    gateway.restaurant.behave = resets;
    expect((await gateway.app.inject({ url: MENU })).statusCode).toBe(401);
  });

  it('has a copy of each page, and none of what nobody has asked for', async () => {
    await start();
    await look('/restaurants?limit=1');
    gateway.restaurant.behave = resets;
    expect((await look('/restaurants?limit=1')).json()).toMatchObject({ stale: true });
    expect((await look('/restaurants?limit=2')).statusCode).toBe(503);
    expect((await look(`/restaurants/${ZELO}`)).statusCode).toBe(503);
  });

  it('tells a caller who has the same that nothing has changed', async () => {
    await start();
    await look();
    gateway.restaurant.behave = resets;
    const known = await look(MENU, { 'if-none-match': 'W/"3", "7"' });
    expect([known.statusCode, known.headers.etag, known.body]).toEqual([304, '"7"', '']);
    expect(known.headers.age).toMatch(/^\d+$/);
    expect((await look(MENU, { 'if-none-match': '"6"' })).statusCode).toBe(200);
  });

  it('gives no copy that is too old, but one that the service has confirmed meanwhile', async () => {
    await start({ STALE_COPY_MS: String(HOUR_MS) });
    await look();
    later(2 * HOUR_MS);
    gateway.restaurant.behave = (_, response) => void response.writeHead(304, { etag: '"7"' }).end();
    expect((await look(MENU, { 'if-none-match': '"7"' })).headers).not.toHaveProperty('age');
    gateway.restaurant.behave = resets;
    expect((await look()).json()).toMatchObject({ stale: true });
    later(4 * HOUR_MS);
    expect((await look()).statusCode).toBe(503);
  });

  it('keeps refusals to itself: they are no answer to others', async () => {
    await start();
    gateway.restaurant.behave = json(404, {});
    await look();
    gateway.restaurant.behave = resets;
    expect((await look()).statusCode).toBe(503);
  });

  it('never gives one caller what another has asked for, whatever comes and fails', async () => {
    await start();
    const shared = [MENU, '/restaurants', '/restaurants?limit=3'];
    const own = [`${MENU}/tickets`, `${MENU}/tickets?limit=3`];
    const callers = await Promise.all(['ajanta', 'zelo', 'operator'].map(gateway.bearer));
    const call = fc.record({
      authorization: fc.constantFrom(...callers),
      url: fc.constantFrom(...shared, ...own),
      isUp: fc.boolean(),
    });
    const answerTellsWhoAsked: StubService['behave'] = (request, response) => {
      const askedBy = shared.includes(request.url ?? '') ? undefined : request.headers.authorization;
      json(200, { askedBy })(request, response);
    };
    await fc.assert(
      fc.asyncProperty(fc.array(call, { maxLength: 12 }), async (calls) => {
        for (const { authorization, url, isUp } of calls) {
          gateway.restaurant.behave = isUp ? answerTellsWhoAsked : resets;
          const response = await gateway.app.inject({ url, headers: { authorization } });
          expect([undefined, authorization]).toContain(response.json<{ askedBy?: string }>().askedBy);
        }
      }),
      { numRuns: 40 },
    );
  });
});
