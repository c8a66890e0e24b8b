import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { GOOD_CONDITIONS, type Conditions } from './conditions.js';
import { connectFirst, targetOf, type Target } from './connect-target.js';
import { Link } from './link.js';

const HOST = '127.0.0.1';

/**
 * A network between clients and servers that can be made bad, and good again, at any time. With several targets it
 * balances: each connection goes to the next one in turn that accepts it.
 *
 * It ends TCP at both sides: a black hole here is noticed by nobody's kernel, neither by keep-alive probes nor by
 * retransmissions that run out. What survives it has time limits of its own, and survives the real one as well.
 */
export class TcpProxy {
  private conditions = GOOD_CONDITIONS;
  private readonly links = new Set<Link>();
  /** Accepted in a black hole: not yet connected to anything. */
  private readonly inTheDark = new Set<Socket>();
  private readonly server = createServer({ allowHalfOpen: true, pauseOnConnect: true, noDelay: true });
  private turn = 0;
  /** Free at first, and the same again after it was refused. */
  private listensOn = 0;

  private constructor(private currentTargets: readonly Target[]) {
    this.server.on('connection', (client) => void this.accept(client));
  }

  /** Listens on a free port of 127.0.0.1. */
  static async start(targets: readonly Target[]): Promise<TcpProxy> {
    const proxy = new TcpProxy(targets);
    await proxy.listen();
    return proxy;
  }

  /** In front of the server of an address such as `amqp://user@127.0.0.1:5672/host`. */
  static inFrontOf(url: string): Promise<TcpProxy> {
    return TcpProxy.start([targetOf(url)]);
  }

  get port(): number {
    return this.listensOn;
  }

  get targets(): readonly Target[] {
    return this.currentTargets;
  }

  /** Connections that are there stay where they are. */
  set targets(targets: readonly Target[]) {
    this.currentTargets = targets;
  }

  /** How many connections go through it now. */
  get connections(): number {
    return this.links.size;
  }

  /** The same address, through this proxy. */
  urlOf(url: string): string {
    return Object.assign(new URL(url), { hostname: HOST, port: String(this.port) }).href;
  }

  /** Ends what was made bad. What was sent into a black hole arrives now, as after TCP's retransmission. */
  async pass(): Promise<void> {
    this.change(GOOD_CONDITIONS);
    if (!this.server.listening) await this.listen();
  }

  /** Adds latency to each direction, order kept. */
  delay(latencyMs: Conditions['latencyMs']): void {
    this.change({ ...this.conditions, latencyMs });
  }

  /** In each direction of each connection. */
  limit(bytesPerSecond: number): void {
    this.change({ ...this.conditions, bytesPerSecond });
  }

  /** Connections stay and bytes go nowhere; new connections are accepted, and hear nothing. */
  blackHole(): void {
    this.change({ ...this.conditions, isBlackHole: true });
  }

  /** Ends all connections by RST; new ones are welcome. */
  resetConnections(): void {
    for (const link of this.links) link.reset();
    for (const client of this.inTheDark) client.resetAndDestroy();
  }

  /** New connections are refused; those that are there stay. */
  refuse(): void {
    this.server.close();
  }

  async close(): Promise<void> {
    this.resetConnections();
    if (!this.server.listening) return;
    this.server.close();
    await once(this.server, 'close');
  }

  private async listen(): Promise<void> {
    this.server.listen({ host: HOST, port: this.listensOn });
    await once(this.server, 'listening');
    this.listensOn = (this.server.address() as AddressInfo).port;
  }

  private change(conditions: Conditions): void {
    this.conditions = conditions;
    for (const link of this.links) link.onConditions();
    if (conditions.isBlackHole) return;
    const waiting = [...this.inTheDark];
    this.inTheDark.clear();
    for (const client of waiting) void this.connect(client);
  }

  private async accept(client: Socket): Promise<void> {
    client.on('error', () => {}); // 'close' follows
    if (!this.conditions.isBlackHole) return this.connect(client);
    this.inTheDark.add(client);
    client.once('close', () => this.inTheDark.delete(client));
  }

  private async connect(client: Socket): Promise<void> {
    const target = await connectFirst(this.targetsInTurn());
    if (!target || client.destroyed) {
      client.resetAndDestroy();
      return void target?.destroy();
    }
    const link = new Link(client, target, () => this.conditions);
    this.links.add(link);
    link.onSideClosed(() => link.isOver && this.links.delete(link));
  }

  private targetsInTurn(): Target[] {
    const { currentTargets } = this;
    const first = currentTargets.length === 0 ? 0 : this.turn++ % currentTargets.length;
    return [...currentTargets.slice(first), ...currentTargets.slice(0, first)];
  }
}
