import { setTimeout as delay } from 'node:timers/promises';
import { participants } from '../local/index.js';
import { FaultBed } from './harness/fault-bed.js';
import { progress } from './harness/report.js';
import { survive } from './harness/scenario.js';

const MINUTE_MS = 60_000;
const KILLING_MS = 10 * MINUTE_MS;
const BROKER_AWAY_MS = 2 * MINUTE_MS;
const SERVERS_DIE_ONE_IN = 6;

describe('for a long time', () => {
  let bed: FaultBed;

  beforeEach(async () => {
    bed = await FaultBed.start();
  }, 5 * MINUTE_MS);

  afterEach(() => bed.stop(), 5 * MINUTE_MS);

  /** A service, or now and then a server. */
  function victim(): { readonly name: string; kill(): Promise<void>; start(): Promise<void> } {
    const { servers, system, random } = bed;
    if (random.oneIn(SERVERS_DIE_ONE_IN))
      return random.oneIn(2)
        ? { name: 'rabbitmq', kill: () => servers.rabbitmq.kill(), start: () => servers.rabbitmq.start() }
        : {
            name: 'postgres',
            kill: () => servers.postgres.kill('SIGQUIT'),
            start: () => servers.postgres.start(),
          };
    const name = random.pick([...participants, 'api-gateway' as const]);
    return { name, kill: () => system.services[name].kill(), start: () => system.services[name].start() };
  }

  async function killAtRandom(): Promise<void> {
    const until = performance.now() + KILLING_MS;
    for (let kills = 1; performance.now() < until; kills++) {
      const { name, kill, start } = victim();
      await kill();
      await start();
      progress(`kill ${kills}: ${name}`);
      await delay(bed.random.between(1_000, 6_000));
    }
  }

  it(
    '10,000 orders survive random kills',
    async () => {
      await survive(
        bed,
        { row: 1, fault: 'kills at random for ten minutes', orders: 10_000, perSecond: 17, strikeAfter: 0 },
        { strike: killAtRandom },
      );
    },
    30 * MINUTE_MS,
  );

  it(
    'orders are accepted while the broker is away for two minutes, and finished when it is back',
    async () => {
      const { unaccepted } = await survive(
        bed,
        {
          row: 6,
          fault: 'the broker is away for two minutes at 50 orders a second',
          orders: 6_500,
          perSecond: 50,
          strikeAfter: 0.05,
          allowed: { timeOuts: true },
        },
        {
          strike: () => bed.servers.rabbitmq.stop(),
          lastsMs: BROKER_AWAY_MS,
          lift: () => bed.servers.rabbitmq.start(),
        },
      );
      expect(unaccepted).toEqual([]);
    },
    15 * MINUTE_MS,
  );
});
