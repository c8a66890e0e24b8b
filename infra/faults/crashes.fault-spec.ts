import type { ServiceName } from '#contracts';
import { participants, type App } from '../local/index.js';
import { FaultBed } from './harness/fault-bed.js';
import { killedBy, type Kill } from './harness/kills.js';
import { Random } from './harness/random.js';
import { inFull, scaled, usualLoad } from './harness/scale.js';
import { STEP_MS, survive } from './harness/scenario.js';
import type { KillPointName } from './sabotage/kill-points.js';

/** So often that some end in the moment in which they begin. */
const SESSION_ENDS = 200;
/** By then a service dies at its point. */
const MOST_PASSES = 15;

const ofAnOrder = ['before-commit', 'after-commit'] as const;
const ofTheRelay = ['before-publish', 'before-confirm', 'before-removal', 'after-removal'] as const;
const ofTheReceiver = ['before-handling', 'before-commit', 'before-ack'] as const;

/** Where a service is killed, and the promise that it shall keep all the same. */
interface Stop {
  readonly row: number;
  readonly app: ServiceName;
  readonly point: KillPointName;
}

/** Each service at each point; in the short form, one service at one point that chance picks. */
function everywhere(random: Random, points: readonly KillPointName[]) {
  const all = participants.flatMap((app) => points.map((point) => ({ app, point, text: `${app} ${point}` })));
  return scaled(random.some(1, all), all);
}

describe.each(['polling', 'log-tailing'])('kill -9, with the relay by %s', (relay) => {
  /** What has little to do with the relay. */
  const once = relay === 'polling' ? it : inFull;
  let bed: FaultBed;

  beforeAll(async () => {
    bed = await FaultBed.start({ name: relay.replace('-', '_'), env: { OUTBOX_RELAY: relay } });
  }, STEP_MS);

  afterAll(() => bed.stop(), STEP_MS);

  const stops = new Random(`stops of ${relay}`);

  async function survivesAt({ row, app, point }: Stop): Promise<void> {
    const fault = `${app} dies ${point}, twice (${relay})`;
    const soon = (): Kill => ({ point, nth: bed.random.between(1, MOST_PASSES) });
    await survive(bed, { row, fault, ...usualLoad }, killedBy(bed.system.services[app], [soon(), soon()]));
  }

  it.each<KillPointName>(scaled(stops.some(1, ofAnOrder), [...ofAnOrder]))(
    'of the Order Service %s of an order',
    (point) => survivesAt({ row: 2, app: 'order', point }),
    STEP_MS,
  );

  it.each(everywhere(stops, ofTheRelay))(
    'of the relay of $text',
    ({ app, point }) => survivesAt({ row: 3, app, point }),
    STEP_MS,
  );

  once.each(everywhere(stops, ofTheReceiver))(
    'of the receiver of $text',
    ({ app, point }) => survivesAt({ row: 5, app, point }),
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
    'of PostgreSQL, and the end of all its sessions, again and again',
    () =>
      survive(
        bed,
        {
          row: 16,
          fault: `immediate restart of PostgreSQL, then all sessions end, ${SESSION_ENDS} times (${relay})`,
          ...usualLoad,
        },
        {
          strike: async () => {
            await bed.servers.postgres.kill('SIGQUIT');
            await bed.servers.postgres.start();
            for (let times = 1; times < SESSION_ENDS; times++) await bed.endAllSessions();
          },
          lift: () => bed.endAllSessions(),
        },
      ),
    STEP_MS,
  );
});
