import { type StartedService, outboxContent } from '#testing';
import { randomUUIDv7 } from 'node:crypto';
import type { TicketState } from '../domain/ticket-state.js';
import { TicketSchema } from '../persistence/ticket.schema.js';
import { startRestaurantService } from '../testing/restaurant-service.js';

const ajanta = 'a0000000-0000-4000-8000-000000000001';
const zelo = 'a0000000-0000-4000-8000-000000000002';
const lineItems = [{ menuItemId: 'vindaloo', quantity: 5 }];

describe('the tickets of a restaurant', () => {
  let service: StartedService;
  let staff: string;

  beforeAll(async () => {
    service = await startRestaurantService();
    staff = await service.issuer.bearer('restaurant', ajanta);
  });
  afterAll(() => service.stop());
  beforeEach(() => service.database.dataSource.query('TRUNCATE tickets, outbox'));

  const ticket = async (
    state: TicketState,
    restaurantId = ajanta,
    orderId = randomUUIDv7(),
  ): Promise<string> => {
    await service.database.dataSource.manager.insert(TicketSchema, {
      orderId,
      restaurantId,
      state,
      lineItems,
    });
    return orderId;
  };
  const list = (query = '', authorization = staff, restaurantId = ajanta) =>
    service.app.inject({ url: `/restaurants/${restaurantId}/tickets${query}`, headers: { authorization } });
  const accept = (orderId: string, authorization = staff) =>
    service.app.inject({ method: 'POST', url: `/tickets/${orderId}/acceptance`, headers: { authorization } });

  it('are listed, the newest order first, page after page', async () => {
    const orderIds = [randomUUIDv7(), randomUUIDv7(), randomUUIDv7()].toSorted();
    for (const [index, state] of (['OPEN', 'ACCEPTED', 'OPEN'] as const).entries())
      await ticket(state, ajanta, orderIds[index]);
    await ticket('OPEN', zelo);
    const { tickets, nextCursor } = (await list('?limit=2')).json();
    expect(tickets).toMatchObject([
      { orderId: orderIds[2], restaurantId: ajanta, state: 'OPEN', lineItems },
      { orderId: orderIds[1], state: 'ACCEPTED' },
    ]);
    const rest = (await list(`?limit=2&cursor=${nextCursor}`)).json();
    expect(rest.tickets).toMatchObject([{ orderId: orderIds[0] }]);
    expect(rest).not.toHaveProperty('nextCursor');
  });

  it('are listed by state', async () => {
    await ticket('OPEN');
    const orderId = await ticket('CANCELLED');
    expect((await list('?state=CANCELLED')).json().tickets).toMatchObject([{ orderId }]);
    expect((await list('?state=BURNT')).statusCode).toBe(400);
  });

  it('are for its staff and the operator', async () => {
    const operator = await service.issuer.bearer('operator');
    expect((await list('', staff, zelo)).statusCode).toBe(403);
    expect((await list('', await service.issuer.bearer('consumer', ajanta))).statusCode).toBe(403);
    expect((await list('', operator)).statusCode).toBe(200);
    expect((await list('', operator, randomUUIDv7())).json().type).toBe('/problems/restaurant-not-found');
  });

  it('are accepted, again and again with the same answer', async () => {
    const orderId = await ticket('OPEN');
    const [first, second] = [await accept(orderId), await accept(orderId)];
    expect(first.statusCode).toBe(200);
    expect(first.json()).toMatchObject({ orderId, restaurantId: ajanta, state: 'ACCEPTED', lineItems });
    expect([second.statusCode, second.json()]).toEqual([200, first.json()]);
    expect(await outboxContent(service.database)).toMatchObject([
      { type: 'TicketAccepted', channel: 'events', shardKey: orderId, body: { orderId } },
    ]);
  });

  it('are not accepted once cancelled', async () => {
    const response = await accept(await ticket('CANCELLED'));
    expect([response.statusCode, response.json().type]).toEqual([409, '/problems/ticket-cancelled']);
  });

  it('are not accepted by the staff of another restaurant', async () => {
    expect((await accept(await ticket('OPEN', zelo))).statusCode).toBe(403);
  });

  it('are not found for an order without one', async () => {
    const response = await accept(randomUUIDv7());
    expect([response.statusCode, response.json().type]).toEqual([404, '/problems/ticket-not-found']);
  });
});
