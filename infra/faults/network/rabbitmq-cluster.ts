import { rmSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import {
  demandRabbitMq,
  freeRabbitMqPorts,
  RabbitMq,
  temporaryDirectory,
  type RabbitMqPorts,
} from '../../local/index.js';
import { NodeNetwork } from './node-network.js';
import { readManagement } from './read-management.js';
import { targetOf, TcpProxy } from '#testing';

const NODES = ['one', 'two', 'three'];
/**
 * After so long without a sign of life a node takes another for lost; 60 s by default, which tests cannot wait for.
 * The Raft of the quorum queues has a failure detector of its own.
 */
const NET_TICK_TIME_S = 8;

export interface ClusterNode {
  readonly name: string;
  readonly ports: RabbitMqPorts;
  readonly directory: string;
  readonly rabbitmq: RabbitMq;
}

interface NodeStatus {
  readonly name: string;
  readonly running: boolean;
}

/** A RabbitMQ of three nodes, behind load balancers, in directories that `discard()` removes. */
export class RabbitMqCluster {
  private constructor(
    readonly nodes: readonly ClusterNode[],
    readonly network: NodeNetwork,
    private readonly amqp: TcpProxy,
    private readonly management: TcpProxy,
  ) {}

  /** Not started yet. */
  static async temporary(): Promise<RabbitMqCluster> {
    const secrets = { password: secret(), cookie: secret() };
    const nodes = await Promise.all(NODES.map((name) => prepareNode(name, secrets)));
    const balancer = (urlOf: (rabbitmq: RabbitMq) => string): Promise<TcpProxy> =>
      TcpProxy.start(nodes.map(({ rabbitmq }) => targetOf(urlOf(rabbitmq))));
    return new RabbitMqCluster(
      nodes,
      await NodeNetwork.between(nodes),
      await balancer((rabbitmq) => rabbitmq.adminUrl),
      await balancer((rabbitmq) => rabbitmq.managementUrl),
    );
  }

  /** By the load balancers. */
  get addresses(): { readonly amqpAdminUrl: string; readonly amqpManagementUrl: string } {
    const { adminUrl, managementUrl } = this.first.rabbitmq;
    return {
      amqpAdminUrl: this.amqp.urlOf(adminUrl),
      amqpManagementUrl: this.management.urlOf(managementUrl),
    };
  }

  /** The first node founds the cluster, the others join it. */
  async start(): Promise<void> {
    await Promise.all(this.nodes.map(({ rabbitmq }) => rabbitmq.startPortMapper()));
    await this.network.connect();
    const [first, ...others] = this.nodes;
    await first?.rabbitmq.start();
    await Promise.all(others.map(({ rabbitmq }) => rabbitmq.start()));
  }

  /** The node that leads most of the queues. */
  async busiestNode(asSeenBy: ClusterNode = this.first): Promise<ClusterNode> {
    const queues = await readManagement<{ readonly node: string }>(asSeenBy.rabbitmq, '/api/queues');
    const ledBy = ({ name }: ClusterNode) => queues.filter(({ node }) => node === fullName(name)).length;
    return this.nodes.reduce((busiest, node) => (ledBy(node) > ledBy(busiest) ? node : busiest));
  }

  /** The names of the nodes that form the cluster now. */
  async runningNodes(asSeenBy: ClusterNode): Promise<string[]> {
    const known = await readManagement<NodeStatus>(asSeenBy.rabbitmq, '/api/nodes');
    const running = known.filter((node) => node.running).map(({ name }) => name);
    return this.nodes.map(({ name }) => name).filter((name) => running.includes(fullName(name)));
  }

  /** Kills all and removes their directories. */
  async discard(): Promise<void> {
    await Promise.all(this.nodes.map(({ rabbitmq }) => rabbitmq.kill()));
    await Promise.all(this.nodes.map(({ rabbitmq }) => rabbitmq.stop()));
    await Promise.all([this.network, this.amqp, this.management].map((part) => part.close()));
    for (const { directory } of this.nodes)
      rmSync(directory, { recursive: true, force: true, maxRetries: 10 });
  }

  private get first(): ClusterNode {
    const [first] = this.nodes;
    if (!first) throw new Error('A cluster has nodes');
    return first;
  }
}

const secret = (): string => randomBytes(18).toString('base64url');
const fullName = (name: string): string => `${name}@localhost`;

async function prepareNode(
  name: string,
  { password, cookie }: { readonly password: string; readonly cookie: string },
): Promise<ClusterNode> {
  const ports = await freeRabbitMqPorts();
  const directory = temporaryDirectory();
  const node = {
    name: fullName(name),
    cookie,
    arguments: [`-kernel net_ticktime ${NET_TICK_TIME_S}`],
    configuration: CONFIGURATION,
  };
  return {
    name,
    ports,
    directory,
    rabbitmq: new RabbitMq({ programs: demandRabbitMq(), directory, ports, password, node }),
  };
}

/**
 * Quorum queues need no help in a partition: they go on where the majority is. But the clients of a node in the
 * minority would wait there for queues and confirms that do not come; pause_minority sends them away, to be
 * balanced to the others, and keeps users and bindings, which are not replicated by Raft before RabbitMQ 4, in one mind.
 */
const CONFIGURATION = [
  'cluster_partition_handling = pause_minority',
  'cluster_formation.peer_discovery_backend = classic_config',
  ...NODES.map((name, index) => `cluster_formation.classic_config.nodes.${index + 1} = ${fullName(name)}`),
];
