import { eventually } from '#testing';
import { FaultBed } from './harness/fault-bed.js';
import { usualLoad } from './harness/scale.js';
import { rebind, redeclareQueues } from './harness/topology.js';
import { STEP_MS, survive } from './harness/scenario.js';

describe('when channels are not what they should be', () => {
  let bed: FaultBed;

  beforeAll(async () => {
    bed = await FaultBed.start();
  }, STEP_MS);

  afterAll(() => bed.stop(), STEP_MS);

  it(
    'queues are not bound: what is sent there waits in the outbox, with an alarm',
    async () => {
      await survive(
        bed,
        { row: 14, fault: 'the queues of consumer.commands are not bound', ...usualLoad },
        {
          strike: async () => {
            await rebind(bed.stores, 'consumer.commands', 'unbindQueue');
            await eventually(async () =>
              expect(await bed.metric('order', 'outbox_streams_held_back')).toBeGreaterThan(0),
            );
          },
          lift: () => rebind(bed.stores, 'consumer.commands', 'bindQueue'),
        },
      );
    },
    STEP_MS,
  );

  it(
    'every connection to the broker is closed by the operator',
    async () => {
      await survive(
        bed,
        { row: 15, fault: 'rabbitmqctl close_all_connections, three times', ...usualLoad },
        {
          strike: async () => {
            for (let time = 0; time < 3; time++)
              await bed.servers.rabbitmq.control('close_all_connections', 'fault test');
          },
        },
      );
    },
    STEP_MS,
  );

  it(
    'queues are deleted and declared again, and their subscribers come back',
    async () => {
      await redeclareQueues(bed.stores, 'consumer.commands');
      await survive(bed, { row: 15, fault: 'the queues of consumer.commands are new', ...usualLoad });
    },
    STEP_MS,
  );
});
