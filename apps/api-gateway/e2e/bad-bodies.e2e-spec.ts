import type { Answer, GatewayClient, Restaurant } from '#gateway-client';
import { ajanta, chickenVindaloo, martha, nobody, oakland } from '#testing';
import { logIn } from './callers.js';
import { newRestaurant } from './newcomers.js';
import { expectInvalid, expectProblem } from './problems.js';

const registration = { name: { firstName: 'Nora', lastName: 'Newcomer' }, creditLimit: '10.00' };
const restaurant = {
  name: 'Curry Corner',
  address: oakland,
  deliveryZips: ['94612'],
  menu: { items: [chickenVindaloo] },
};

const withBody = [
  ['POST', '/orders'],
  ['POST', '/consumers'],
  ['POST', '/restaurants'],
  ['PUT', `/restaurants/${ajanta}/menu`],
] as const;
const ofGateway = ['POST', '/auth/token'] as const;
const withoutBody = [
  ['POST', `/orders/${nobody}/cancellation`],
  ['POST', `/consumers/${nobody}/suspension`],
  ['POST', `/tickets/${nobody}/acceptance`],
  ['POST', '/dead-letters/nonsense/redrive'],
] as const;

let operator: GatewayClient;
beforeAll(async () => {
  operator = await logIn('operator');
});

const post = (path: string, body: object): Promise<Answer> => operator.send('POST', path, { body });

describe.each([...withBody, ofGateway])('the body of %s %s', (method, path) => {
  const send = (body: string, headers = {}): Promise<Answer> =>
    operator.send(method, path, { body, headers });

  it.each(['[]', '"text"', '17', 'true', 'null'])('is refused when it is %s', async (body) => {
    expectInvalid(await send(body), '');
  });

  it('is refused when it is absent', async () => {
    expectInvalid(await operator.send(method, path), '');
  });

  it.each(['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data'])(
    'is not read as %s',
    async (mediaType) => {
      const answer = await send('{}', { 'content-type': mediaType });
      expectProblem(answer, 415, 'unsupported-media-type');
    },
  );
});

describe.each([...withBody, ...withoutBody, ofGateway])('whatever is sent to %s %s', (method, path) => {
  const send = (body: string): Promise<Answer> => operator.send(method, path, { body });

  it.each(['{"quantity":', '{quantity: 1}', "{'quantity': 1}", '{}{}', '\u0000', '{"__proto__":{"role":1}}'])(
    'is refused when it is %j',
    async (body) => expectProblem(await send(body), 400, 'malformed-json'),
  );

  it('is refused when it has 200 KiB', async () => {
    const padding = 'x'.repeat(200 * 1024);
    expectProblem(await send(JSON.stringify({ padding })), 413, 'body-too-large');
  });
});

describe('JSON that is nested too deeply to be passed on', () => {
  it.each([...withBody, ...withoutBody])('that is sent to %s %s is refused', async (method, path) => {
    const depth = 45_000;
    const body = `{"name":${'['.repeat(depth)}${']'.repeat(depth)}}`;
    expectProblem(await operator.send(method, path, { body }), 400, 'malformed-json');
  });
});

describe('a registration', () => {
  it.each([
    ['/creditLimit', { ...registration, creditLimit: 10 }],
    ['/creditLimit', { ...registration, creditLimit: '-10.00' }],
    ['/creditLimit', { name: registration.name }],
    ['/name', { ...registration, name: 'Nora Newcomer' }],
    ['/name/lastName', { ...registration, name: { firstName: 'Nora' } }],
    ['/name/firstName', { ...registration, name: { firstName: 'No\0ra', lastName: 'Newcomer' } }],
    ['/name/title', { ...registration, name: { ...registration.name, title: 'Dr' } }],
    ['/status', { ...registration, status: 'ACTIVE' }],
    ['/consumerId', { ...registration, consumerId: martha }],
  ])('is pointed at %s', async (pointer, body) => {
    expectInvalid(await post('/consumers', body), pointer);
  });
});

describe('a restaurant', () => {
  it.each([
    ['/name', { ...restaurant, name: '' }],
    ['/name', { ...restaurant, name: 'Curry\0Corner' }],
    ['/address/zip', { ...restaurant, address: { ...oakland, zip: 'x' } }],
    ['/deliveryZips', { ...restaurant, deliveryZips: [] }],
    ['/deliveryZips/1', { ...restaurant, deliveryZips: ['94612', 94613] }],
    ['/menu/items', { ...restaurant, menu: { items: [] } }],
    ['/menu/version', { ...restaurant, menu: { items: [chickenVindaloo], version: 7 } }],
    ['/menu/items/1/menuItemId', { ...restaurant, menu: { items: [chickenVindaloo, chickenVindaloo] } }],
    ['/restaurantId', { ...restaurant, restaurantId: ajanta }],
  ])('is pointed at %s', async (pointer, body) => {
    expectInvalid(await post('/restaurants', body), pointer);
  });
});

describe('a menu', () => {
  let path: string;
  beforeAll(async () => {
    path = `/restaurants/${await newRestaurant(operator, [chickenVindaloo])}`;
  });
  afterEach(async () => {
    expect((await operator.get<Restaurant>(path)).menu).toEqual({ version: 1, items: [chickenVindaloo] });
  });

  const revise = (body: object): Promise<Answer> =>
    operator.send('PUT', `${path}/menu`, { body, headers: { 'if-match': '"1"' } });

  it.each([
    ['/items', { items: [] }],
    [
      '/items',
      { items: Array.from({ length: 201 }, (_, n) => ({ ...chickenVindaloo, menuItemId: `v${n}` })) },
    ],
    ['/items/0/price', { items: [{ ...chickenVindaloo, price: 12.34 }] }],
    ['/items/0/price', { items: [{ ...chickenVindaloo, price: '-12.34' }] }],
    ['/items/0/name', { items: [{ ...chickenVindaloo, name: ' ' }] }],
    ['/items/0/menuItemId', { items: [{ ...chickenVindaloo, menuItemId: 'Chicken Vindaloo' }] }],
    ['/items/1/menuItemId', { items: [chickenVindaloo, chickenVindaloo] }],
    ['/items/0/spicy', { items: [{ ...chickenVindaloo, spicy: true }] }],
    ['/version', { items: [chickenVindaloo], version: 2 }],
  ])('is pointed at %s', async (pointer, body) => {
    expectInvalid(await revise(body), pointer);
  });
});

describe('a request for a token', () => {
  it.each([
    ['/username', { username: '', password: 'demo' }],
    ['/username', { username: ['martha'], password: 'demo' }],
    ['/password', { username: 'martha' }],
    ['/password', { username: 'martha', password: 'd'.repeat(101) }],
    ['/role', { username: 'martha', password: 'demo', role: 'operator' }],
  ])('is pointed at %s', async (pointer, body) => {
    expectInvalid(await post('/auth/token', body), pointer);
  });
});
