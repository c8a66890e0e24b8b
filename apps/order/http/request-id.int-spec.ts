import { fiveVindaloos, martha, type StartedService } from '#testing';
import { startOrderService } from '../testing/order-service.js';

describe('an order that is placed by a request', () => {
  let service: StartedService;
  beforeAll(async () => {
    service = await startOrderService();
  });
  afterAll(() => service.stop());

  it('sends messages that say by which', async () => {
    const authorization = await service.issuer.bearer('consumer', martha);
    const headers = { authorization, 'x-request-id': 'request-17' };
    const payload = fiveVindaloos(martha);
    const answer = await service.app.inject({ method: 'POST', url: '/orders', headers, payload });
    expect(answer.headers['x-request-id']).toBe('request-17');
    const sql = 'SELECT DISTINCT request_id FROM outbox';
    expect(await service.database.dataSource.query(sql)).toEqual([{ request_id: 'request-17' }]);
  });
});
