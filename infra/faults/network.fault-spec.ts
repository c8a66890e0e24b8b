import { setTimeout as delay } from 'node:timers/promises';
import { LocalInfrastructure } from '../local/index.js';
import { FaultBed } from './harness/fault-bed.js';
import { inFull, scaled } from './harness/scale.js';
import { STEP_MS, survive, type Fault } from './harness/scenario.js';
import { ServerProxies } from './network/server-proxies.js';

const DURATION_MS = scaled(5_000, 30_000);
const LATENCY_MS = { least: 50, most: 250 };

const SERVERS = ['broker', 'database'] as const;
type Server = (typeof SERVERS)[number];
const ROWS = { broker: 7, database: 16 };

describe('a bad network between the services and', () => {
  let servers: LocalInfrastructure;
  let proxies: ServerProxies;
  let bed: FaultBed;

  beforeAll(async () => {
    servers = await LocalInfrastructure.temporary();
    await servers.start();
    proxies = await ServerProxies.start(servers);
    bed = await FaultBed.start({ servers, detours: proxies.detours });
  }, STEP_MS);

  afterAll(async () => {
    await bed.stop();
    await proxies.close();
    await servers.discard();
  }, STEP_MS);

  const load = { orders: scaled(60, 300), perSecond: 10 };
  const lift = (server: Server) => (): Promise<void> => proxies[server].pass();
  const seconds = DURATION_MS / 1_000;

  async function everySecond(disturb: () => void): Promise<void> {
    for (let second = 0; second < seconds; second++) {
      disturb();
      await delay(1_000);
    }
  }

  const someMs = (): number => bed.random.between(LATENCY_MS.least, LATENCY_MS.most);

  const latency = (server: Server): Fault => ({
    strike: () => everySecond(() => proxies[server].delay({ toTarget: someMs(), toClient: someMs() })),
    lift: lift(server),
  });

  const resets = (server: Server): Fault => ({
    strike: () => everySecond(() => proxies[server].resetConnections()),
  });

  const blackHole = (server: Server): Fault => ({
    strike: async () => proxies[server].blackHole(),
    lastsMs: DURATION_MS,
    lift: lift(server),
  });

  inFull.each(SERVERS)(
    'the %s: slow',
    async (server) => {
      await survive(
        bed,
        { ...load, row: ROWS[server], fault: `${server}: 100 to 500 ms more for ${seconds} s` },
        latency(server),
      );
    },
    STEP_MS,
  );

  it.each(SERVERS)(
    'the %s: every second all connections are reset',
    async (server) => {
      await survive(
        bed,
        { ...load, row: ROWS[server], fault: `${server}: resets for ${seconds} s` },
        resets(server),
      );
    },
    STEP_MS,
  );

  inFull.each(SERVERS)(
    'the %s: a black hole',
    async (server) => {
      await survive(
        bed,
        { ...load, row: ROWS[server], fault: `${server}: a black hole for ${seconds} s` },
        blackHole(server),
      );
    },
    STEP_MS,
  );
});
