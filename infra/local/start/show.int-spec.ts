import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { startGateway, type Gateway } from '../../../apps/api-gateway/testing/start-gateway.js';
import { logInAt } from './show.js';

describe('the last words of npm start', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway();
    await gateway.app.listen(0, '127.0.0.1');
  });
  afterAll(() => gateway.stop());

  it('are commands that log in and ask for orders, as they stand', async () => {
    await promisify(execFile)('bash', ['-ec', logInAt(await gateway.app.getUrl())]);
    const [asked] = gateway.order.received;
    expect([asked?.method, asked?.url]).toEqual(['GET', '/orders']);
    expect(asked?.headers.authorization).toMatch(/^Bearer [\w-]+\.[\w-]+\.[\w-]+$/);
  });
});
