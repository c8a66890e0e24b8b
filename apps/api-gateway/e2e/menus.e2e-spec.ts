import type { Answer, GatewayClient, MenuItem, Restaurant, RevisedMenu } from '#gateway-client';
import { chickenVindaloo, fiveVindaloos, oakland, samosa } from '#testing';
import { logIn } from './callers.js';
import { newConsumer, newRestaurant } from './newcomers.js';
import { expectProblem } from './problems.js';
import { quiet } from './quiet.js';

const dearer = { ...chickenVindaloo, price: '12.35' };

describe('a menu', () => {
  let operator: GatewayClient;
  let restaurantId: string;
  beforeAll(async () => {
    operator = await logIn('operator');
  });
  beforeEach(async () => {
    restaurantId = await newRestaurant(operator);
  });

  const look = (headers = {}): Promise<Answer<Restaurant>> =>
    operator.send('GET', `/restaurants/${restaurantId}`, { headers });
  const revise = (
    headers: Record<string, string>,
    items: readonly MenuItem[],
  ): Promise<Answer<RevisedMenu>> =>
    operator.send('PUT', `/restaurants/${restaurantId}/menu`, { body: { items }, headers });
  const entityTag = async (): Promise<string> => (await look()).headers.get('etag') ?? '';

  it('comes with the restaurant that opens', async () => {
    const body = {
      name: 'Curry Corner',
      address: oakland,
      deliveryZips: ['94612'],
      menu: { items: [samosa] },
    };
    const opened = await operator.send<Restaurant>('POST', '/restaurants', { body });
    expect(opened.status).toBe(201);
    expect(opened.body).toMatchObject({ ...body, menu: { version: 1, items: [samosa] } });
    expect(opened.headers.get('location')).toBe(`/restaurants/${opened.body.restaurantId}`);
    expect(opened.headers.get('etag')).toBe('"1"');
    expect(await operator.get(`/restaurants/${opened.body.restaurantId}`)).toEqual(opened.body);
  });

  it('is not sent again to who has it', async () => {
    const tag = await entityTag();
    const unchanged = await look({ 'if-none-match': tag });
    expect([unchanged.status, unchanged.body, unchanged.headers.get('etag')]).toEqual([304, '', tag]);
    expect((await look({ 'if-none-match': `W/${tag}` })).status).toBe(304);
    expect((await look({ 'if-none-match': `"0", ${tag}` })).status).toBe(304);
    expect((await look({ 'if-none-match': '"0"' })).status).toBe(200);
  });

  it('is revised whole by who has seen it, and is another one then', async () => {
    const tag = await entityTag();
    const revised = await revise({ 'if-match': tag }, [dearer]);
    expect(revised).toMatchObject({ status: 200, body: { version: 2, items: [dearer] } });
    expect(await operator.follow(revised.body._links.restaurant)).toMatchObject({ menu: { version: 2 } });
    expect((await revise({ 'if-match': revised.headers.get('etag') ?? '' }, [dearer])).status).toBe(200);
    expect((await look({ 'if-none-match': tag })).body.menu).toEqual({ version: 3, items: [dearer] });
  });

  it('is not revised by who has seen an older one, and who learns the present one', async () => {
    const tag = await entityTag();
    await revise({ 'if-match': '*' }, [dearer]);
    const late = await revise({ 'if-match': tag }, [samosa]);
    expectProblem(late, 412, 'menu-version-mismatch');
    expect((await look()).body.menu).toEqual({ version: 2, items: [dearer] });
    expect((await revise({ 'if-match': late.headers.get('etag') ?? '' }, [samosa])).status).toBe(200);
  });

  it('is not revised by who does not say what was seen', async () => {
    expectProblem(await revise({}, [dearer]), 428, 'precondition-required');
    expect((await look()).body.menu.version).toBe(1);
  });

  it('is revised by one of ten who have seen the same', async () => {
    const tag = await entityTag();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => revise({ 'if-match': tag }, [dearer])),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array(9).fill(412)]);
    expect((await look()).body.menu.version).toBe(2);
  });

  it('makes totals of the one before it wrong, and leaves the orders of then alone', async () => {
    const consumerId = await newConsumer(operator, '1000.00');
    const place = async (orderTotal: string) => {
      const { orderId } = await operator.placeOrder(fiveVindaloos(consumerId, { restaurantId, orderTotal }));
      return quiet(operator, orderId);
    };
    const before = await place('61.70');
    expect(before).toMatchObject({ state: 'VALIDATED' });

    await revise({ 'if-match': await entityTag() }, [dearer]);
    expect(await place('61.70')).toMatchObject({ rejectionReason: 'ORDER_TOTAL_MISMATCH' });
    expect(await place('61.75')).toMatchObject({ state: 'VALIDATED' });
    expect(await operator.order(before.orderId)).toEqual(before);
  });

  it('has no more what it had before it was revised', async () => {
    const consumerId = await newConsumer(operator, '100.00');
    await revise({ 'if-match': '*' }, [samosa]);
    const { orderId } = await operator.placeOrder(fiveVindaloos(consumerId, { restaurantId }));
    expect(await quiet(operator, orderId)).toMatchObject({ rejectionReason: 'UNKNOWN_MENU_ITEM' });
  });
});
