import type { Socket } from 'node:net';
import { enterIntoEpmd } from './epmd-entry.js';
import { TcpProxy } from '#testing';

export interface NetworkNode {
  /** Its Erlang name, without the host. */
  readonly name: string;
  readonly ports: { readonly epmd: number; readonly distribution: number };
}

interface Way {
  readonly from: NetworkNode;
  readonly to: NetworkNode;
  readonly proxy: TcpProxy;
}

/**
 * The network between the nodes of a cluster on one machine: one proxy for each way from a node to another. Every
 * node has a port mapper of its own, and there the others are entered at the proxies' ports, so that nodes cannot find
 * each other but by a proxy. So a partition needs neither root nor iptables, which not every machine has, and is a
 * real one all the same: nodes live, clients stay connected, and nobody is told, where disconnecting nodes by
 * rabbitmqctl would tell both sides at once and let them connect again.
 */
export class NodeNetwork {
  private readonly entries: Socket[] = [];

  private constructor(private readonly ways: readonly Way[]) {}

  static async between(nodes: readonly NetworkNode[]): Promise<NodeNetwork> {
    const pairs = nodes.flatMap((from) => nodes.filter((to) => to !== from).map((to) => ({ from, to })));
    const ways = pairs.map(async ({ from, to }) => {
      const target = { host: '127.0.0.1', port: to.ports.distribution };
      return { from, to, proxy: await TcpProxy.start([target]) };
    });
    return new NodeNetwork(await Promise.all(ways));
  }

  /** Lets the nodes find each other; their port mappers must run. */
  async connect(): Promise<void> {
    for (const { from, to, proxy } of this.ways)
      this.entries.push(await enterIntoEpmd(from.ports.epmd, to.name, proxy.port));
  }

  /** Neither side hears from the other any more. */
  isolate(node: NetworkNode): void {
    for (const { proxy } of this.waysOf(node)) proxy.blackHole();
  }

  async heal(): Promise<void> {
    await Promise.all(this.ways.map(({ proxy }) => proxy.pass()));
  }

  async close(): Promise<void> {
    for (const entry of this.entries) entry.destroy();
    await Promise.all(this.ways.map(({ proxy }) => proxy.close()));
  }

  private waysOf(node: NetworkNode): Way[] {
    return this.ways.filter(({ from, to }) => from.name === node.name || to.name === node.name);
  }
}
