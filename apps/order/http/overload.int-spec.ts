import { martha, type StartedService } from '#testing';
import { startOrderService } from '../testing/order-service.js';

const MOST = 2;
const MANY = 20;

describe('the order service, asked for more than it takes on', () => {
  let service: StartedService;
  beforeAll(async () => {
    service = await startOrderService({ variables: { MAX_CONCURRENT_REQUESTS: String(MOST) } });
  });
  afterAll(() => service.stop());

  it('refuses what is too much, and does the rest', async () => {
    const authorization = await service.issuer.bearer('consumer', martha);
    const ask = () => service.app.inject({ url: `/orders?consumerId=${martha}`, headers: { authorization } });
    const answers = await Promise.all(Array.from({ length: MANY }, ask));
    const refused = answers.filter(({ statusCode }) => statusCode === 503);
    expect(refused.length).toBeGreaterThan(0);
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200, 503]));
    expect(refused[0]?.json()).toMatchObject({ type: '/problems/overloaded' });
    expect((await ask()).statusCode).toBe(200);
    const { body } = await service.app.inject({ url: '/metrics' });
    expect(body).toContain(`http_requests_shed_total ${refused.length}\n`);
  });
});
