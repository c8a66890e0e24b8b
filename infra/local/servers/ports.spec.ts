import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { demandFree, freePort, portFromEnvironment } from './ports.js';

async function listening(): Promise<{ server: Server; port: number }> {
  const port = await freePort();
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  return { server, port };
}

describe('ports', () => {
  it('names every port in use and the variable that changes it', async () => {
    const [gateway, order] = [await listening(), await listening()];
    const settings = [
      { variable: 'GATEWAY_PORT', port: gateway.port },
      { variable: 'CONSUMER_PORT', port: await freePort() },
      { variable: 'ORDER_PORT', port: order.port },
    ];
    const lines = await demandFree(settings).catch(({ message }: Error) => message.split('\n'));
    for (const { server } of [gateway, order]) server.close();

    expect(lines).toEqual([
      `Port ${gateway.port} is in use by another program. Set GATEWAY_PORT to a free one, or stop it.`,
      `Port ${order.port} is in use by another program. Set ORDER_PORT to a free one, or stop it.`,
    ]);
  });

  it('accepts ports that are free', async () => {
    const free = [{ variable: 'ORDER_PORT', port: await freePort() }];
    await expect(demandFree(free)).resolves.toBeUndefined();
  });

  it('gives test workers, who cannot know what the others have, ports of different parts', async () => {
    const own = process.env.JEST_WORKER_ID;
    const portsOf = async (worker: number): Promise<number[]> => {
      process.env.JEST_WORKER_ID = String(worker);
      return Promise.all(Array.from({ length: 50 }, () => freePort()));
    };
    const [one, other] = [await portsOf(1), await portsOf(2)];
    process.env.JEST_WORKER_ID = own;

    expect(Math.max(...one)).toBeLessThan(Math.min(...other));
  });

  it.each(['http', '0', '70000', '80.5'])('refuses "%s" as a port', (given) => {
    process.env.TRIED_PORT = given;
    expect(() => portFromEnvironment('TRIED_PORT', 1)).toThrow('TRIED_PORT must be a port');
    delete process.env.TRIED_PORT;
  });

  it('takes the default where nothing is given', () => {
    expect(portFromEnvironment('PORT_THAT_NOBODY_SETS', 8080)).toBe(8080);
  });
});
