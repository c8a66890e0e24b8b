import { eventually } from '../eventually.js';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Target } from './connect-target.js';
import { TcpProxy } from './tcp-proxy.js';

const MIB = 1024 * 1024;

/** A server that answers with its name and a copy of what it hears. */
async function startEcho(name: string): Promise<{ server: Server; target: Target; sockets: Socket[] }> {
  const sockets: Socket[] = [];
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.push(socket);
    socket.on('error', () => {});
    socket.write(`${name}:`);
    socket.pipe(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, target: { host: '127.0.0.1', port: (server.address() as AddressInfo).port }, sockets };
}

class Client {
  heard = '';
  failure = '';
  readonly socket: Socket;

  constructor(port: number) {
    this.socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    this.socket.setEncoding('utf8').on('data', (text: string) => (this.heard += text));
    this.socket.on('error', ({ code }: NodeJS.ErrnoException) => (this.failure = code ?? ''));
  }

  say(text: string): this {
    this.socket.write(text);
    return this;
  }

  hears(text: string): Promise<void> {
    return eventually(() => expect(this.heard).toBe(text));
  }

  fails(code: string): Promise<void> {
    return eventually(() => expect(this.failure).toBe(code));
  }
}

describe('TcpProxy', () => {
  let echo: Awaited<ReturnType<typeof startEcho>>;
  let proxy: TcpProxy;
  let clients: Client[];

  beforeEach(async () => {
    clients = [];
    echo = await startEcho('a');
    proxy = await TcpProxy.start([echo.target]);
  });

  afterEach(async () => {
    for (const { socket } of clients) socket.destroy();
    await proxy.close();
    echo.server.close();
  });

  function client(port = proxy.port): Client {
    const made = new Client(port);
    clients.push(made);
    return made;
  }

  it('passes bytes and ends in both directions', async () => {
    const one = client();
    one.socket.end('hello');
    await once(one.socket, 'close');
    expect(one.heard).toBe('a:hello');
    await eventually(() => expect(proxy.connections).toBe(0));
  });

  it('passes a reset on', async () => {
    const one = client().say('x');
    await one.hears('a:x');
    echo.sockets[0]?.resetAndDestroy();
    await one.fails('ECONNRESET');
  });

  it('delays what is sent while it is slow, and keeps its order when it is fast again', async () => {
    const slow = client();
    await slow.hears('a:');
    proxy.delay({ toTarget: 300, toClient: 100 });
    for (let number = 0; number < 10; number++) slow.say(String(number));
    await client(echo.target.port).say('direct').hears('a:direct');
    expect(slow.heard).toBe('a:');
    await eventually(() => expect(echo.sockets).toHaveLength(2));
    await proxy.pass();
    await slow.say('!').hears('a:0123456789!');
  });

  it('holds what is sent into a black hole, with old connections and new ones, and delivers it in the end', async () => {
    const old = client();
    await old.hears('a:');
    proxy.blackHole();
    old.say('old');
    const fresh = client().say('new');
    await once(fresh.socket, 'connect');
    await client(echo.target.port).say('direct').hears('a:direct');
    expect([old.heard, old.failure, fresh.heard, fresh.failure]).toEqual(['a:', '', '', '']);
    await proxy.pass();
    await old.hears('a:old');
    await fresh.hears('a:new');
  });

  it('tells nobody in a black hole that the other side has gone', async () => {
    const one = client();
    await one.hears('a:');
    proxy.blackHole();
    echo.sockets[0]?.resetAndDestroy();
    await client(echo.target.port).say('direct').hears('a:direct');
    expect(one.failure).toBe('');
    await proxy.pass();
    await one.fails('ECONNRESET');
  });

  it('resets all connections, and takes new ones', async () => {
    const both = [client(), client()];
    await Promise.all(both.map((one) => one.hears('a:')));
    proxy.resetConnections();
    await Promise.all(both.map((one) => one.fails('ECONNRESET')));
    await client().say('again').hears('a:again');
  });

  it('refuses new connections alone, until it passes again', async () => {
    const old = client();
    await old.hears('a:');
    proxy.refuse();
    await client().fails('ECONNREFUSED');
    await old.say('still here').hears('a:still here');
    await proxy.pass();
    await client().hears('a:');
  });

  it('balances over the targets that accept, and takes other targets at any time', async () => {
    const other = await startEcho('b');
    proxy.targets = [echo.target, other.target];
    const heardBy = async (): Promise<string> => {
      const one = client();
      await eventually(() => expect(one.heard).not.toBe(''));
      return one.heard;
    };
    expect([await heardBy(), await heardBy(), await heardBy()].toSorted()).toEqual(['a:', 'a:', 'b:']);
    echo.server.close();
    expect([await heardBy(), await heardBy()]).toEqual(['b:', 'b:']);
    proxy.targets = [];
    await client().fails('ECONNRESET');
    other.server.close();
    for (const socket of other.sockets) socket.destroy();
  });

  it('makes a sender wait for a receiver that does not read', async () => {
    const one = client();
    await one.hears('a:');
    echo.sockets[0]?.unpipe().pause();
    one.socket.write(Buffer.alloc(64 * MIB));
    await client().say('others go on').hears('a:others go on');
    expect(one.socket.writableLength).toBeGreaterThan(0);
    let received = 0;
    echo.sockets[0]?.on('data', ({ length }: Buffer) => (received += length)).resume();
    await eventually(() => expect(received).toBe(64 * MIB));
  });

  it('lets bytes through no faster than it is told, and all of them', async () => {
    const one = client();
    await one.hears('a:');
    proxy.limit(2 * MIB);
    one.socket.end('x'.repeat(MIB));
    await client(echo.target.port).say('direct').hears('a:direct');
    expect(one.heard.length).toBeLessThan(MIB);
    await once(one.socket, 'close');
    expect(one.heard).toHaveLength(MIB + 2);
  });
});
