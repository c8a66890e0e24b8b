import type { Answer, GatewayClient } from '#gateway-client';
import { ajanta, chickenVindaloo, nobody } from '#testing';
import { logIn } from './callers.js';
import { expectInvalid, expectProblem } from './problems.js';

const byId = [
  ['GET', 'orderId', 'order-not-found', (id: string) => `/orders/${id}`],
  ['GET', 'orderId', 'order-not-found', (id: string) => `/orders/${id}/timeline`],
  ['POST', 'orderId', 'order-not-found', (id: string) => `/orders/${id}/cancellation`],
  ['GET', 'consumerId', 'consumer-not-found', (id: string) => `/consumers/${id}`],
  ['POST', 'consumerId', 'consumer-not-found', (id: string) => `/consumers/${id}/suspension`],
  ['GET', 'restaurantId', 'restaurant-not-found', (id: string) => `/restaurants/${id}`],
  ['PUT', 'restaurantId', 'restaurant-not-found', (id: string) => `/restaurants/${id}/menu`],
  ['GET', 'restaurantId', 'restaurant-not-found', (id: string) => `/restaurants/${id}/tickets`],
  ['POST', 'orderId', 'ticket-not-found', (id: string) => `/tickets/${id}/acceptance`],
] as const;

const lists = [['/orders'], ['/restaurants'], [`/restaurants/${ajanta}/tickets`]] as const;

let operator: GatewayClient;
beforeAll(async () => {
  operator = await logIn('operator');
});

describe.each(byId)('%s by the %s (%s)', (method, name, slug, pathTo) => {
  const menu = { body: { items: [chickenVindaloo] }, headers: { 'if-match': '*' } };
  const ask = (id: string): Promise<Answer> =>
    operator.send(method, pathTo(id), method === 'PUT' ? menu : undefined);

  it.each(['nonsense', '17', nobody.slice(1), `${nobody}0`, `g${nobody.slice(1)}`, '%00', "'%20OR%201=1"])(
    'points at it when it is %s',
    async (id) => expectInvalid(await ask(id), `/${name}`),
  );

  it('does not find what nobody has', async () => {
    const answer = await ask(nobody);
    expectProblem(answer, 404, slug);
    expect(answer.body).toMatchObject({ instance: pathTo(nobody) });
  });

  it('refuses what cannot be decoded, and what is far too long', async () => {
    expectProblem(await ask('%zz'), 400, 'bad-request');
    expectProblem(await ask('x'.repeat(200)), 414, 'uri-too-long');
  });
});

describe.each(lists)('the list %s', (path) => {
  const ask = (query: string): Promise<Answer> => operator.send('GET', `${path}?${query}`);

  it.each(['0', '-1', '1.5', '101', '1e300', 'ten', '', '5&limit=6', 'NaN', '9'.repeat(30)])(
    'points at a limit of %s',
    async (limit) => expectInvalid(await ask(`limit=${limit}`), '/limit'),
  );

  it.each(['nonsense', '', '0', nobody.slice(1), `${nobody}&cursor=${nobody}`, '%00'])(
    'points at the cursor %j',
    async (cursor) => expectInvalid(await ask(`cursor=${cursor}`), '/cursor'),
  );

  it('points at what it does not know', async () => {
    expectInvalid(await ask('page=2'), '/page');
    expectInvalid(await ask('limit=0&page=2&cursor=x'), '/cursor', '/limit', '/page');
  });

  it('takes an id that nobody has for a cursor', async () => {
    expect((await ask(`cursor=${nobody}`)).status).toBe(200);
  });
});

describe('the filters of lists', () => {
  it.each([
    ['/orders', 'state=OPEN', '/state'],
    ['/orders', 'state=validated', '/state'],
    ['/orders', 'state=', '/state'],
    ['/orders', 'consumerId=martha', '/consumerId'],
    ['/orders', 'consumerId[]=x', '/consumerId[]'],
    [`/restaurants/${ajanta}/tickets`, 'state=PENDING', '/state'],
  ])('of %s point at %s', async (path, query, pointer) => {
    expectInvalid(await operator.send('GET', `${path}?${query}`), pointer);
  });
});

describe('the precondition of a menu', () => {
  it.each(['1', '"1', 'W/1', '"1" "2"', ''])('is refused when it is %j', async (ifMatch) => {
    const answer = await operator.send('PUT', `/restaurants/${nobody}/menu`, {
      body: { items: [chickenVindaloo] },
      headers: { 'if-match': ifMatch },
    });
    expectProblem(answer, 400, 'invalid-request');
  });
});
