import { eventually } from '#testing';
import { LocalInfrastructure } from '../local/index.js';
import { FaultBed } from './harness/fault-bed.js';
import { inFull, scaled } from './harness/scale.js';
import { STEP_MS, survive } from './harness/scenario.js';
import { RabbitMqCluster, type ClusterNode } from './network/rabbitmq-cluster.js';

/** Longer than a node takes to notice that it is in the minority. */
const PARTITION_MS = scaled(12_000, 30_000);

describe('a cluster of three broker nodes', () => {
  let servers: LocalInfrastructure;
  let cluster: RabbitMqCluster;
  let bed: FaultBed;

  beforeAll(async () => {
    servers = await LocalInfrastructure.temporary();
    cluster = await RabbitMqCluster.temporary();
    await Promise.all([servers.postgres.start(), cluster.start()]);
    bed = await FaultBed.start({ servers, broker: cluster.addresses });
  }, STEP_MS);

  afterAll(async () => {
    await bed.stop();
    await cluster.discard();
    await servers.discard();
  }, STEP_MS);

  const load = { row: 8, orders: scaled(60, 300), perSecond: 10 };

  const isComplete = (node: ClusterNode): Promise<void> =>
    eventually(async () => expect(await cluster.runningNodes(node)).toHaveLength(3), STEP_MS);

  it(
    'survives kill -9 of the node that leads most queues, and has it back',
    async () => {
      const leader = await cluster.busiestNode();
      const { unaccepted } = await survive(
        bed,
        { ...load, fault: 'kill -9 of the broker node that leads most queues; the others go on' },
        { strike: () => leader.rabbitmq.kill() },
      );
      expect(unaccepted).toEqual([]);
      await leader.rabbitmq.start();
      await isComplete(leader);
      await survive(bed, { ...load, fault: 'the broker node is back' });
    },
    STEP_MS,
  );

  inFull(
    'survives a partition that leaves the node alone that leads most queues',
    async () => {
      const leader = await cluster.busiestNode();
      const { unaccepted } = await survive(
        bed,
        { ...load, fault: `a broker node is partitioned away for ${PARTITION_MS / 1_000} s` },
        {
          strike: async () => cluster.network.isolate(leader),
          lastsMs: PARTITION_MS,
          lift: () => cluster.network.heal(),
        },
      );
      expect(unaccepted).toEqual([]);
      await isComplete(leader);
    },
    STEP_MS,
  );
});
