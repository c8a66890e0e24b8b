import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Stands between a client and a server, and can make the network between them go silent: no reset, no end. */
export class TcpProxy {
  private readonly sockets = new Set<Socket>();
  private silent = false;

  private constructor(
    private readonly target: URL,
    private readonly server: Server,
  ) {}

  static async inFrontOf(url: string): Promise<TcpProxy> {
    const server = createServer((socket) => proxy.accept(socket));
    const proxy = new TcpProxy(new URL(url), server);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return proxy;
  }

  /** The server's URL, by this proxy. */
  get url(): string {
    const { port } = this.server.address() as AddressInfo;
    return Object.assign(new URL(this.target), { host: `127.0.0.1:${port}` }).href;
  }

  /** Nothing comes through any more, on connections that are there and on new ones. */
  goSilent(): void {
    this.silent = true;
    for (const socket of this.sockets) socket.unpipe().pause();
  }

  /** New connections come through; the old ones stay silent. */
  recover(): void {
    this.silent = false;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private accept(client: Socket): void {
    this.keep(client);
    if (this.silent) return void client.pause();
    const server = this.keep(connect(Number(this.target.port), this.target.hostname));
    client.pipe(server).pipe(client);
    client.once('close', () => server.destroy());
    server.once('close', () => client.destroy());
  }

  private keep(socket: Socket): Socket {
    this.sockets.add(socket);
    socket.on('error', () => {}); // 'close' follows
    return socket.once('close', () => this.sockets.delete(socket));
  }
}
