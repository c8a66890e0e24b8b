import { decodeJwt } from 'jose';
import { messages, order, createOrder, published, trail } from '../testing/trails.js';
import { startGateway, type Gateway } from '../testing/start-gateway.js';
import { json, resets, silent, type ReceivedRequest, type StubService } from '../testing/stub-service.js';

const ORDER = 'f0000000-0000-4000-8000-000000000001';

describe('the gateway, composing', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.stop());

  const ask = async (username: string, url: string, headers = {}) =>
    gateway.app.inject({ url, headers: { authorization: await gateway.bearer(username), ...headers } });

  const answers = (stub: StubService, bodies: Readonly<Record<string, unknown>>): void => {
    stub.behave = (request, response) => json(200, bodies[request.url!])(request, response);
  };

  describe('the timeline of an order', () => {
    const sent = { ...messages.validateConsumer };
    beforeEach(() => {
      answers(gateway.order, {
        [`/orders/${ORDER}/saga`]: order('PENDING', createOrder()),
        [`/orders/${ORDER}/messages`]: trail('order', { published: [published(sent)] }),
      });
      gateway.consumer.behave = json(200, trail('consumer'));
      gateway.restaurant.behave = json(200, trail('restaurant'));
    });
    const timeline = (headers = {}) => ask('martha', `/orders/${ORDER}/timeline`, headers);

    it('puts together what the services know', async () => {
      const response = await timeline();
      expect(response.statusCode).toBe(200);
      expect(response.json()).toMatchObject({
        state: 'PENDING',
        summary: expect.stringContaining('Waiting for ConsumerValidated'),
        messages: [{ type: 'ValidateConsumerInfo', where: 'channel consumer.commands' }],
        incomplete: [],
      });
    });

    it('asks for what its caller has no copy of', async () => {
      await timeline({ 'if-none-match': '*', accept: 'application/vnd.order-saga.v2+json' });
      const [messages, saga] = [gateway.order.received.at(-1), gateway.order.received.at(-2)];
      for (const asked of [messages, saga, gateway.consumer.received.at(-1)]) {
        expect(asked?.headers).toHaveProperty('x-request-id');
        expect(asked?.headers).not.toHaveProperty('if-none-match');
        expect(asked?.headers).not.toHaveProperty('accept');
      }
    });

    it('is kept by nobody, for it tells ages', async () => {
      const { statusCode, headers } = await timeline({ 'if-none-match': '*' });
      expect([statusCode, headers['cache-control'], headers.etag]).toEqual([200, 'no-store', undefined]);
    });

    it('asks for the order as its caller, and for its messages as the gateway', async () => {
      gateway.consumer.received.length = 0;
      await timeline();
      const roleOf = ({ headers }: ReceivedRequest) =>
        decodeJwt(headers.authorization?.replace('Bearer ', '') ?? '').role;
      const saga = gateway.order.received.findLast(({ url }) => url === `/orders/${ORDER}/saga`);
      expect([saga, ...gateway.consumer.received].map((each) => roleOf(each!))).toEqual([
        'consumer',
        'gateway',
      ]);
    });

    it('asks once more with another token when a service does not believe the first', async () => {
      gateway.consumer.received.length = 0;
      gateway.consumer.behave = (request, response) => {
        const isFirst = gateway.consumer.received.length === 1;
        (isFirst ? json(401, {}) : json(200, trail('consumer')))(request, response);
      };
      expect((await timeline()).json()).toMatchObject({ incomplete: [] });
      const [first, second] = gateway.consumer.received.map(({ headers }) => headers.authorization);
      expect(second).not.toBe(first);
    });

    it.each([
      ['keeps silent', silent],
      ['breaks off', resets],
      ['fails', json(500, {})],
    ])('says whose part is missing when a service %s', async (_, behaviour) => {
      gateway.consumer.behave = behaviour;
      const response = await timeline();
      expect(response.statusCode).toBe(200);
      expect(response.json()).toMatchObject({
        incomplete: ['consumer'],
        messages: [{ type: 'ValidateConsumerInfo' }],
      });
    });

    it.each([403, 404])('passes back the %d of the order service', async (status) => {
      const problem = { status, instance: `/orders/${ORDER}/saga` };
      gateway.order.behave = json(status, problem, { 'content-type': 'application/problem+json' });
      const response = await timeline();
      expect(response.statusCode).toBe(status);
      expect(response.headers['content-type']).toBe('application/problem+json');
      expect(response.json()).toEqual({ status, instance: `/orders/${ORDER}/timeline` });
    });

    it('is not to be had while the order service is away', async () => {
      gateway.order.behave = resets;
      expect((await timeline()).json()).toMatchObject({
        type: '/problems/downstream-unavailable',
        status: 503,
      });
    });
  });

  describe('the dead letters', () => {
    it('are those of all services, and those that are missing are named', async () => {
      gateway.order.behave = json(200, { deadLetters: [{ channel: 'order.replies' }] });
      gateway.consumer.behave = json(200, { deadLetters: Array(2).fill({ channel: 'consumer.commands' }) });
      gateway.restaurant.behave = resets;
      expect((await ask('operator', '/dead-letters')).json()).toEqual({
        deadLetters: ['order.replies', 'consumer.commands', 'consumer.commands'].map((channel) => ({
          channel,
        })),
        channels: ['order.replies', 'consumer.commands'].map((channel) => ({
          channel,
          _links: { redrive: { href: `/dead-letters/${channel}/redrive`, method: 'POST' } },
        })),
        incomplete: ['restaurant'],
        _links: { self: { href: '/dead-letters' } },
      });
    });
  });
});
