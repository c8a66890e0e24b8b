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
  it('names a port in use and the variable that changes it', async () => {
    const { server, port } = await listening();

    await expect(demandFree([{ variable: 'GATEWAY_PORT', port }])).rejects.toThrow(
      `Port ${port} is in use by another program. Set GATEWAY_PORT to a free one, or stop it.`,
    );
    server.close();
  });

  it('accepts ports that are free', async () => {
    const free = [{ variable: 'ORDER_PORT', port: await freePort() }];
    await expect(demandFree(free)).resolves.toBeUndefined();
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
