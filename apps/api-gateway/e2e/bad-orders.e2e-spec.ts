import type { GatewayClient } from '#gateway-client';
import { fiveVindaloos, oakland } from '#testing';
import { logIn } from './callers.js';
import { newConsumer } from './newcomers.js';
import { expectInvalid } from './problems.js';

const lineItem = { menuItemId: 'vindaloo', quantity: 5 };

describe('an order that cannot be', () => {
  let operator: GatewayClient;
  let consumerId: string;
  beforeAll(async () => {
    operator = await logIn('operator');
    consumerId = await newConsumer(operator, '1000.00');
  });
  afterEach(async () => {
    expect((await operator.orders(`consumerId=${consumerId}`)).orders).toEqual([]);
  });

  const place = (changes: object) =>
    operator.send('POST', '/orders', { body: { ...fiveVindaloos(consumerId), ...changes } });

  it.each(['consumerId', 'restaurantId', 'deliveryAddress', 'lineItems', 'orderTotal'])(
    'is pointed at where it lacks its %s',
    async (field) => {
      expectInvalid(await place({ [field]: undefined }), `/${field}`);
      expectInvalid(await place({ [field]: null }), `/${field}`);
      expectInvalid(await place({ [field]: 17 }), `/${field}`);
      expectInvalid(await place({ [field]: true }), `/${field}`);
    },
  );

  it.each(['nonsense', '', 'c0000000-0000-4000-8000-00000000000', "' OR 1=1 --", {}])(
    'is pointed at where an id is %j',
    async (id) => {
      expectInvalid(await place({ consumerId: id }), '/consumerId');
      expectInvalid(await place({ restaurantId: id }), '/restaurantId');
    },
  );

  it.each([0, -1, 1.5, 1_001, 1e300, '5', '', null, true, [5]])(
    'is pointed at where a quantity is %j',
    async (quantity) => {
      const lineItems = [lineItem, { ...lineItem, quantity }];
      expectInvalid(await place({ lineItems }), '/lineItems/1/quantity');
    },
  );

  it.each(['', 'VINDALOO', 'chicken vindaloo', 'v'.repeat(41), 'vindaloo\n', '../vindaloo', 5, null])(
    'is pointed at where a menu item is %j',
    async (menuItemId) => {
      expectInvalid(await place({ lineItems: [{ ...lineItem, menuItemId }] }), '/lineItems/0/menuItemId');
    },
  );

  it.each([
    ['no line items', []],
    ['51 line items', Array(51).fill(lineItem)],
    ['a line item instead of a list', lineItem],
    ['text instead of a list', 'vindaloo'],
  ])('is pointed at where it has %s', async (_, lineItems) => {
    expectInvalid(await place({ lineItems }), '/lineItems');
  });

  it.each([
    61.7,
    6170,
    '61.7',
    '61',
    '61.700',
    '-61.70',
    '+61.70',
    '061.70',
    '61,70',
    '1e2',
    '$61.70',
    ' 61.70',
    '61.70\n',
    '1234567890.00',
    '٦١.٧٠',
    'NaN',
    '',
  ])('is pointed at where the total is %j', async (orderTotal) => {
    expectInvalid(await place({ orderTotal }), '/orderTotal');
  });

  it.each([
    ['street1', undefined],
    ['street1', '   '],
    ['street1', 'Main\0Street'],
    ['street1', 'Main Street \ud83c'],
    ['street1', 's'.repeat(101)],
    ['street2', ''],
    ['street2', 7],
    ['city', null],
    ['city', 'Oak\nland'],
    ['state', ['CA']],
    ['zip', '9461'],
    ['zip', '946123'],
    ['zip', 94612],
    ['planet', 'Earth'],
  ])('is pointed at where the %s of the address is %j', async (field, value) => {
    const deliveryAddress = { ...oakland, [field]: value };
    expectInvalid(await place({ deliveryAddress }), `/deliveryAddress/${field}`);
  });

  it.each([
    'yesterday',
    '2030-02-30T19:30:00Z',
    '2030-01-01T19:30:00',
    '2030-01-01',
    '',
    1_893_456_000,
    null,
  ])('is pointed at where the delivery time is %j', async (deliveryTime) => {
    expectInvalid(await place({ deliveryTime }), '/deliveryTime');
  });

  it.each(['state', 'orderId', 'rejectionReason', 'version', 'a/b~c'])(
    'is pointed at where it has a field %s',
    async (field) => {
      const pointer = `/${field.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      expectInvalid(await place({ [field]: 'VALIDATED' }), pointer);
    },
  );

  it('is pointed at everywhere at once', async () => {
    const changes = {
      restaurantId: 'Ajanta',
      lineItems: [lineItem, { menuItemId: 'vindaloo', quantity: 0, price: '0.01' }],
      orderTotal: 61.7,
      tip: '5.00',
    };
    expectInvalid(
      await place(changes),
      '/restaurantId',
      '/lineItems/1/quantity',
      '/lineItems/1/price',
      '/orderTotal',
      '/tip',
    );
  });
});
