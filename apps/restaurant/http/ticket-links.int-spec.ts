import { ajanta, type StartedService } from '#testing';
import { randomUUIDv7 } from 'node:crypto';
import { ticketStates, type TicketState } from '../domain/ticket-state.js';
import { TicketSchema } from '../persistence/ticket.schema.js';
import { startRestaurantService } from '../testing/restaurant-service.js';

const cases = ticketStates.flatMap((state) =>
  (['restaurant', 'operator'] as const).map((role) => ({ state, role })),
);

describe('the links of a ticket', () => {
  let service: StartedService;
  beforeAll(async () => {
    service = await startRestaurantService();
  });
  afterAll(() => service.stop());

  const send = async (method: 'GET' | 'POST', url: string, role: string) =>
    service.app.inject({
      method,
      url,
      headers: { authorization: await service.issuer.bearer(role, role === 'operator' ? undefined : ajanta) },
    });

  async function ticketIn(state: TicketState): Promise<string> {
    const ticket = { orderId: randomUUIDv7(), restaurantId: ajanta, state, lineItems: [] };
    await service.database.dataSource.manager.insert(TicketSchema, ticket);
    return ticket.orderId;
  }

  it.each(cases)(
    'offer its acceptance to the $role of an $state one just where it accepts',
    async (given) => {
      const url = `/tickets/${await ticketIn(given.state)}`;
      const { accept } = (await send('GET', url, given.role)).json()._links;

      const { statusCode, body } = await send('POST', `${url}/acceptance`, given.role);
      expect([200, 409]).toContain(statusCode);
      const accepts = statusCode === 200 && given.state !== JSON.parse(body).state;
      expect(accept).toEqual(accepts ? { href: `${url}/acceptance`, method: 'POST' } : undefined);
    },
  );

  it('lead to itself, to its order and to its restaurant', async () => {
    const orderId = await ticketIn('CANCELLED');
    expect((await send('GET', `/tickets/${orderId}`, 'restaurant')).json()._links).toEqual({
      self: { href: `/tickets/${orderId}` },
      order: { href: `/orders/${orderId}` },
      restaurant: { href: `/restaurants/${ajanta}` },
    });
  });

  it('are with every ticket of a list, and lead from page to page', async () => {
    await service.database.dataSource.query('TRUNCATE tickets');
    const orderIds = [await ticketIn('OPEN'), await ticketIn('OPEN')].toSorted();
    const list = `/restaurants/${ajanta}/tickets`;
    const first = (await send('GET', `${list}?limit=1`, 'restaurant')).json();
    expect(first.tickets[0]._links.accept).toBeDefined();
    const next = (await send('GET', first._links.next.href, 'restaurant')).json();
    expect(next.tickets).toMatchObject([{ orderId: orderIds[0] }]);
    expect(next._links).toMatchObject({ self: first._links.next, first: { href: `${list}?limit=1` } });
  });
});
