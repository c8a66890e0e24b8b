import type { GatewayClient, Order } from '#gateway-client';
import { fiveVindaloos, nobody } from '#testing';
import { logIn } from './callers.js';
import { newConsumer, newRestaurant } from './newcomers.js';
import { expectProblem } from './problems.js';
import { quiet, reaches } from './quiet.js';

describe('the cancellation', () => {
  let operator: GatewayClient;
  let restaurantId: string;
  let consumerId: string;
  beforeAll(async () => {
    operator = await logIn('operator');
  });
  beforeEach(async () => {
    restaurantId = await newRestaurant(operator);
    consumerId = await newConsumer(operator, '100.00');
  });

  const place = async (orderTotal = '61.70'): Promise<string> =>
    (await operator.placeOrder(fiveVindaloos(consumerId, { restaurantId, orderTotal }))).orderId;

  /** A VALIDATED order that the kitchen knows of. */
  async function validated(): Promise<string> {
    const orderId = await place();
    expect(await quiet(operator, orderId)).toMatchObject({ state: 'VALIDATED' });
    return orderId;
  }

  const cancel = (orderId: string) => operator.send<Order>('POST', `/orders/${orderId}/cancellation`);
  const availableCredit = async () => (await operator.consumer(consumerId)).availableCredit;
  const ticketStates = async () =>
    (await operator.tickets(restaurantId, 'limit=100')).tickets.map(({ state }) => state);

  it('of orders that were just placed ends CANCELLED, whatever it meets', async () => {
    consumerId = await newConsumer(operator, '1851.00');
    const orderIds = await Promise.all(
      Array.from({ length: 30 }, async () => {
        const orderId = await place();
        expect((await cancel(orderId)).status).toBe(202);
        return orderId;
      }),
    );
    const orders = await Promise.all(orderIds.map((orderId) => quiet(operator, orderId)));
    expect(orders.map(({ state }) => state)).toEqual(Array(30).fill('CANCELLED'));
    expect(await availableCredit()).toBe('1851.00');
    expect((await ticketStates()).filter((state) => state !== 'CANCELLED')).toEqual([]);
  });

  it('of a VALIDATED order waits for the kitchen, and gives the credit back', async () => {
    const orderId = await validated();
    expect(await availableCredit()).toBe('38.30');
    expect(await ticketStates()).toEqual(['OPEN']);

    const { status, body } = await cancel(orderId);
    expect([status, body]).toMatchObject([202, { orderId, state: 'CANCEL_PENDING' }]);

    expect(await quiet(operator, orderId)).toMatchObject({ state: 'CANCELLED', version: 4 });
    expect(await availableCredit()).toBe('100.00');
    expect(await ticketStates()).toEqual(['CANCELLED']);
    const { sagas, summary } = await operator.timeline(orderId);
    expect(sagas).toMatchObject([{ name: 'create-order' }, { name: 'cancel-order', status: 'COMPLETED' }]);
    expect(summary).toContain('CANCELLED: cancel-order completed');
  });

  it('is refused once the kitchen has accepted the ticket: the order is VALIDATED again', async () => {
    const orderId = await validated();
    expect(await operator.acceptTicket(orderId)).toMatchObject({ orderId, state: 'ACCEPTED' });

    expect((await cancel(orderId)).body).toMatchObject({ state: 'CANCEL_PENDING' });

    expect(await quiet(operator, orderId)).toMatchObject({ state: 'VALIDATED', version: 4 });
    expect(await availableCredit()).toBe('38.30');
    expect(await ticketStates()).toEqual(['ACCEPTED']);
    const { sagas } = await operator.timeline(orderId);
    expect(sagas[1]).toMatchObject({ name: 'cancel-order', status: 'FAILED', reason: 'TICKET_ACCEPTED' });
  });

  it('can be asked for again after a refusal, and is refused again', async () => {
    const orderId = await validated();
    await operator.acceptTicket(orderId);
    await cancel(orderId);
    await quiet(operator, orderId);

    expect((await cancel(orderId)).body).toMatchObject({ state: 'CANCEL_PENDING' });
    expect(await quiet(operator, orderId)).toMatchObject({ state: 'VALIDATED', version: 6 });
  });

  it('and the acceptance of a ticket at the same time cannot both succeed', async () => {
    consumerId = await newConsumer(operator, '617.00');
    const orderIds = await Promise.all(Array.from({ length: 10 }, validated));
    await Promise.all(
      orderIds.flatMap((orderId) => [
        cancel(orderId),
        operator.send('POST', `/tickets/${orderId}/acceptance`),
      ]),
    );
    const orders = await Promise.all(orderIds.map((orderId) => quiet(operator, orderId)));
    const { tickets } = await operator.tickets(restaurantId, 'limit=100');
    const endings = orders.map(({ orderId, state }) =>
      [state, tickets.find((ticket) => ticket.orderId === orderId)?.state].join(' '),
    );
    const kept = endings.filter((ending) => ending === 'VALIDATED ACCEPTED');
    expect([...kept, ...endings.filter((ending) => ending === 'CANCELLED CANCELLED')]).toHaveLength(10);
    expect(await availableCredit()).toBe(((61_700 - kept.length * 6_170) / 100).toFixed(2));
  });

  it('of a REJECTED order is a conflict, and changes nothing', async () => {
    const before = await quiet(operator, await place('61.69'));
    expect(before).toMatchObject({ state: 'REJECTED' });

    expectProblem(await cancel(before.orderId), 409, 'transition-not-allowed');
    expect(await quiet(operator, before.orderId)).toEqual(before);
  });

  it('of a CANCELLED order changes nothing', async () => {
    const orderId = await validated();
    await cancel(orderId);
    const before = await quiet(operator, orderId);
    const timeline = await operator.timeline(orderId);

    expect(await cancel(orderId)).toMatchObject({ status: 202, body: before });
    expect((await operator.timeline(orderId)).messages).toEqual(timeline.messages);
  });

  it('asked for ten times at once asks the kitchen once', async () => {
    const orderId = await validated();
    const answers = await Promise.all(Array.from({ length: 10 }, () => cancel(orderId)));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(202));

    expect(await quiet(operator, orderId)).toMatchObject({ state: 'CANCELLED', version: 4 });
    const { messages } = await operator.timeline(orderId);
    expect(messages.filter(({ type }) => type === 'CancelTicket')).toHaveLength(1);
    expect(await availableCredit()).toBe('100.00');
  });

  it('takes an id in upper case for the same order', async () => {
    const orderId = await validated();
    await cancel(orderId.toUpperCase());
    expect(await reaches(operator, orderId, 'CANCELLED')).toMatchObject({ orderId });
    const { messages } = await operator.timeline(orderId.toUpperCase());
    expect(messages.map(({ type }) => type)).toContain('CancelTicket');
  });

  it('of an order that nobody placed is not found', async () => {
    expectProblem(await cancel(nobody), 404, 'order-not-found');
  });

  it('keeps the kitchen from accepting the ticket', async () => {
    const orderId = await validated();
    await cancel(orderId);
    await quiet(operator, orderId);
    expectProblem(await operator.send('POST', `/tickets/${orderId}/acceptance`), 409, 'ticket-cancelled');
  });
});
