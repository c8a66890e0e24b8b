import { eventually } from '#testing';
import { participants, type ServiceProcess } from '../local/index.js';
import { activeInstances } from './harness/active-instances.js';
import { FaultBed } from './harness/fault-bed.js';
import { inFull, usualLoad } from './harness/scale.js';
import { STEP_MS, survive } from './harness/scenario.js';

/** Longer than PostgreSQL and the broker wait for a sign of life. */
const FROZEN_MS = 25_000;

describe('instances come and go', () => {
  let bed: FaultBed;
  let second: ServiceProcess[] = [];

  beforeAll(async () => {
    bed = await FaultBed.start();
  }, STEP_MS);

  afterAll(() => bed.stop(), STEP_MS);

  const active = (each: number) =>
    eventually(async () =>
      expect(await activeInstances(bed.servers.amqpManagementUrl)).toEqual(participants.map(() => each)),
    );
  const startSecond = async (): Promise<void> => {
    second = await Promise.all(participants.map((app) => bed.system.startInstance(app)));
    await active(2);
  };

  it(
    'a second one of each service takes its share of the shards, and leaves it again',
    async () => {
      await survive(
        bed,
        { row: 10, fault: 'a second instance of each service comes and goes', ...usualLoad },
        {
          strike: startSecond,
          lift: () => Promise.all(second.map((instance) => instance.stop())),
        },
      );
      await active(1);
    },
    STEP_MS,
  );

  it(
    'the active ones on half of the shards are killed',
    async () => {
      await startSecond();
      await survive(
        bed,
        { row: 10, fault: 'kill -9 of the active instances of half of all shards', ...usualLoad },
        { strike: () => Promise.all(second.map((instance) => instance.kill())) },
      );
      await active(1);
    },
    STEP_MS,
  );

  inFull.each(participants)(
    'the %s service is frozen (SIGSTOP) and another instance takes over',
    async (app) => {
      const frozen = bed.system.services[app];
      const second = await bed.system.startInstance(app);
      await survive(
        bed,
        {
          row: 15,
          fault: `one of two instances of ${app} is frozen for ${FROZEN_MS / 1_000} s`,
          ...usualLoad,
        },
        {
          strike: async () => frozen.signal('SIGSTOP'),
          lastsMs: FROZEN_MS,
          lift: async () => frozen.signal('SIGCONT'),
        },
      );
      await second.stop();
    },
    STEP_MS,
  );
});
