import { FaultBed } from './harness/fault-bed.js';
import { sabotaged } from './harness/sabotaged.js';
import { inFull, scaled, usualLoad } from './harness/scale.js';
import { STEP_MS, survive } from './harness/scenario.js';

const HEAP = 'nodejs_heap_size_used_bytes';
const MOST_HEAP_GROWTH_BYTES = 100_000_000;
const DEADLINE_MS = 5_000;
/** Long enough for deadlines to pass. */
const ABSENCE_MS = scaled(7_000, 15_000);

describe('when something is away for longer than the deadline', () => {
  let bed: FaultBed;

  beforeAll(async () => {
    bed = await FaultBed.start({ env: { VALIDATION_DEADLINE_MS: String(DEADLINE_MS) } });
  }, STEP_MS);

  afterAll(() => bed.stop(), STEP_MS);

  const load = { ...usualLoad, allowed: { timeOuts: true } };

  it(
    'the broker: every order is accepted all the same',
    async () => {
      const { unaccepted } = await survive(
        bed,
        { row: 6, fault: `the broker is away for ${ABSENCE_MS / 1_000} s`, ...load },
        {
          strike: () => bed.servers.rabbitmq.stop(),
          lastsMs: ABSENCE_MS,
          lift: () => bed.servers.rabbitmq.start(),
        },
      );
      expect(unaccepted).toEqual([]);
    },
    STEP_MS,
  );

  it.each(['consumer', 'restaurant'] as const)(
    'the %s service is stopped: its orders are rejected, and what it does late is undone',
    async (app) => {
      await survive(
        bed,
        { row: 19, fault: `the ${app} service is stopped for ${ABSENCE_MS / 1_000} s`, ...load },
        {
          strike: () => bed.system.services[app].stop(),
          lastsMs: ABSENCE_MS,
          lift: () => bed.system.services[app].start(),
        },
      );
    },
    STEP_MS,
  );

  inFull(
    'the consumer service takes 5 s longer for each message',
    async () => {
      await survive(
        bed,
        { row: 19, fault: 'the consumer service takes 5 s longer for each message', ...load },
        {
          strike: () =>
            bed.system.services.consumer.restart(sabotaged({ disturbances: { 'slow-handling': 5_000 } })),
          lastsMs: ABSENCE_MS,
          lift: () => bed.system.services.consumer.restart(),
        },
      );
    },
    STEP_MS,
  );

  inFull.each([
    ['memory', ['set_vm_memory_high_watermark', '0'], ['set_vm_memory_high_watermark', '0.4']],
    ['disk', ['set_disk_free_limit', '1000000GB'], ['set_disk_free_limit', '50MB']],
  ])(
    'the broker has a %s alarm: orders are accepted, and wait',
    async (resource, alarm, relief) => {
      const heapBefore = await bed.metric('order', HEAP);
      const { unaccepted } = await survive(
        bed,
        { row: 18, fault: `a ${resource} alarm of the broker for ${ABSENCE_MS / 1_000} s`, ...load },
        {
          strike: () => bed.servers.rabbitmq.control(...alarm),
          lastsMs: ABSENCE_MS,
          lift: () => bed.servers.rabbitmq.control(...relief),
        },
      );
      expect(unaccepted).toEqual([]);
      expect(await bed.metric('order', HEAP)).toBeLessThan((heapBefore ?? 0) + MOST_HEAP_GROWTH_BYTES);
    },
    STEP_MS,
  );
});
