import { martha, percy, sybil, type StartedService } from '#testing';
import { startConsumerService } from '../testing/consumer-service.js';

const cases = [
  { name: 'ACTIVE', id: martha },
  { name: 'SUSPENDED', id: sybil },
].flatMap((consumer) => (['consumer', 'operator'] as const).map((role) => ({ ...consumer, role })));

describe('the links of a consumer', () => {
  let service: StartedService;
  beforeAll(async () => {
    service = await startConsumerService();
  });
  afterAll(() => service.stop());

  const send = async (method: 'GET' | 'POST', url: string, role: string, id?: string) =>
    service.app.inject({ method, url, headers: { authorization: await service.issuer.bearer(role, id) } });

  it.each(cases)(
    'offer the $role to suspend an $name one just where that suspends it',
    async ({ id, role }) => {
      const url = `/consumers/${id}`;
      const before = (await send('GET', url, role, id)).json();

      const { statusCode, body } = await send('POST', `${url}/suspension`, role, id);
      expect([200, 403]).toContain(statusCode);
      const suspends = statusCode === 200 && before.status !== JSON.parse(body).status;
      const link = suspends ? { href: `${url}/suspension`, method: 'POST' } : undefined;
      expect(before._links.suspend).toEqual(link);
    },
  );

  it('lead to its orders', async () => {
    expect((await send('GET', `/consumers/${percy}`, 'consumer', percy)).json()._links).toEqual({
      self: { href: `/consumers/${percy}` },
      orders: { href: `/orders?consumerId=${percy}` },
    });
  });
});
