import { eventually } from '#testing';
import { connect, type ChannelModel } from 'amqplib';
import { readManagement } from './read-management.js';
import { RabbitMqCluster, type ClusterNode } from './rabbitmq-cluster.js';

describe('a RabbitMQ cluster', () => {
  let cluster: RabbitMqCluster;

  beforeAll(async () => {
    cluster = await RabbitMqCluster.temporary();
    await cluster.start();
  }, 300_000);

  afterAll(() => cluster.discard(), 60_000);

  const seen = (node: ClusterNode): Promise<string[]> => cluster.runningNodes(node);

  it('has three nodes, and quorum queues with a member on each', async () => {
    const connection = await connect(cluster.addresses.amqpAdminUrl);
    const channel = await connection.createChannel();
    await channel.assertQueue('kept', { durable: true, arguments: { 'x-queue-type': 'quorum' } });
    await connection.close();
    for (const node of cluster.nodes) expect(await seen(node)).toEqual(['one', 'two', 'three']);
    const queues = await readManagement<{ members: string[] }>(cluster.nodes[0]!.rabbitmq, '/api/queues');
    expect(queues.map(({ members }) => members.length)).toEqual([3]);
  }, 120_000);

  it('pauses a node that is partitioned away, closes its clients, and has it back when healed', async () => {
    const away = await cluster.busiestNode();
    const [other] = cluster.nodes.filter((node) => node !== away);
    const client: ChannelModel = await connect(away.rabbitmq.adminUrl);
    const closed = new Promise<string>((resolve) => client.on('close', (error) => resolve(String(error))));
    cluster.network.isolate(away);
    expect(await closed).toContain('CONNECTION_FORCED');
    expect(away.rabbitmq.isRunning).toBe(true);
    await expect(connect(away.rabbitmq.adminUrl)).rejects.toThrow('ECONNREFUSED');
    await eventually(async () => expect(await seen(other!)).not.toContain(away.name));
    await eventually(async () => expect((await cluster.busiestNode(other)).name).not.toBe(away.name));
    await cluster.network.heal();
    await eventually(async () => expect(await seen(away)).toHaveLength(3), 60_000);
  }, 240_000);
});
