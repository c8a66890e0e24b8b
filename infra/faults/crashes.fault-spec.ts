import { participants, type App } from '../local/index.js';
import { FaultBed } from './harness/fault-bed.js';
import { killedAt } from './harness/kills.js';
import { inFull, scaled, usualLoad } from './harness/scale.js';
import { survive } from './harness/scenario.js';
import type { KillPointName } from './sabotage/kill-points.js';

const STEP_MS = 300_000;

const ofTheRelay: KillPointName[] = ['before-publish', 'before-confirm', 'before-removal', 'after-removal'];
const ofTheReceiver: KillPointName[] = ['before-handling', 'before-commit', 'before-ack'];

describe.each(['polling', 'log-tailing'])('kill -9, with the relay by %s', (relay) => {
  /** What has little to do with the relay. */
  const once = relay === 'polling' ? it : inFull;
  let bed: FaultBed;

  beforeAll(async () => {
    bed = await FaultBed.start({ name: relay.replace('-', '_'), env: { OUTBOX_RELAY: relay } });
  }, STEP_MS);

  afterAll(() => bed.stop(), STEP_MS);

  it(
    'of the Order Service between storing an order and answering',
    async () => {
      const points: KillPointName[] = scaled(
        ['before-commit'],
        ['before-commit', 'after-commit', 'before-commit'],
      );
      const fault = `order dies: ${points.join(', ')} (${relay})`;
      await survive(
        bed,
        { row: 2, fault, ...usualLoad },
        killedAt(bed.system.services.order, points, bed.random),
      );
    },
    STEP_MS,
  );

  it.each(participants)(
    'of the %s service wherever its relay stands',
    async (app) => {
      const points = scaled([bed.random.pick(ofTheRelay)], ofTheRelay);
      const fault = `${app} dies: ${points.join(', ')} (${relay})`;
      await survive(
        bed,
        { row: 3, fault, ...usualLoad },
        killedAt(bed.system.services[app], points, bed.random),
      );
    },
    STEP_MS,
  );

  once.each(participants)(
    'of the %s service wherever it stands with a delivery',
    async (app) => {
      const points = scaled([bed.random.pick(ofTheReceiver)], ofTheReceiver);
      const fault = `${app} dies: ${points.join(', ')} (${relay})`;
      await survive(
        bed,
        { row: 5, fault, ...usualLoad },
        killedAt(bed.system.services[app], points, bed.random),
      );
    },
    STEP_MS,
  );

  once(
    'of any service at any time, again and again',
    async () => {
      const victims: App[] = scaled(['api-gateway'], [...participants, 'api-gateway', ...participants]);
      await survive(
        bed,
        { row: 2, fault: `${victims.length} services die at random (${relay})`, ...usualLoad },
        {
          strike: async () => {
            for (const victim of bed.random.some(victims.length, victims)) {
              await bed.system.services[victim].kill();
              await bed.system.services[victim].start();
            }
          },
        },
      );
    },
    STEP_MS,
  );

  once(
    'of RabbitMQ',
    () =>
      survive(
        bed,
        { row: 7, fault: `kill -9 of RabbitMQ (${relay})`, ...usualLoad },
        { strike: () => bed.servers.rabbitmq.kill(), lift: () => bed.servers.rabbitmq.start() },
      ),
    STEP_MS,
  );

  once(
    'of PostgreSQL, and the end of all its sessions',
    () =>
      survive(
        bed,
        { row: 16, fault: `immediate restart of PostgreSQL, then all sessions end (${relay})`, ...usualLoad },
        {
          strike: async () => {
            await bed.servers.postgres.kill('SIGQUIT');
            await bed.servers.postgres.start();
          },
          lift: () => bed.endAllSessions(),
        },
      ),
    STEP_MS,
  );
});
