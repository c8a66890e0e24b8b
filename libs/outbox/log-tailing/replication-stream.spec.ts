import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { ReplicationStream } from './replication-stream.js';

describe('a replication stream', () => {
  /** Takes connections, and says nothing. */
  let server: Server;
  const sockets: Socket[] = [];
  let stream: ReplicationStream;

  beforeEach(async () => {
    server = createServer((socket) => void sockets.push(socket.on('error', () => {})));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    stream = new ReplicationStream(`postgres://order:order@127.0.0.1:${port}/order`, 'stream under test');
  });

  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });

  it('closes while it waits for a server that does not answer', async () => {
    const connecting = stream.connect();
    await Promise.all([
      once(server, 'connection').then(() => stream.close()),
      expect(connecting).rejects.toThrow('Connection terminated'),
    ]);
  });

  it('does not connect any more once it is closed', async () => {
    await stream.close();
    await expect(stream.connect()).rejects.toThrow('closed');
    expect(sockets).toHaveLength(0);
  });
});
