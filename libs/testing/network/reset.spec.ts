import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { reset } from './reset.js';

describe('a reset', () => {
  let server: Server;
  let theirs: Socket;
  let ours: Socket;

  beforeEach(async () => {
    server = createServer({ allowHalfOpen: true }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    ours = connect({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' });
    [theirs] = (await once(server, 'connection')) as [Socket];
    theirs.resume();
  });

  afterEach(() => {
    theirs.destroy();
    server.close();
  });

  it('is one for the other side', async () => {
    reset(ours);
    await expect(once(theirs, 'close')).rejects.toThrow('ECONNRESET');
  });

  it('closes a connection whose own end is on its way', async () => {
    ours.end();
    reset(ours);
    await expect(once(ours, 'close')).resolves.toEqual([false]);
    await once(theirs, 'end');
  });
});
