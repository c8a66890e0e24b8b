import { GatewayClient } from '#gateway-client';
import { join } from 'node:path';
import {
  BARELY_LIMITED,
  builtFile,
  freePort,
  ManagedProcess,
  projectRoot,
  ServiceProcess,
  stopSignal,
  temporaryDirectory,
  withoutLeftovers,
} from '../../local/index.js';
import { waitUntil } from '../../waiting/wait-until.js';
import { timedRound, type Latency } from './timed-round.js';

const ROUNDS = 9;
const loads = [
  { concurrency: 1, requests: 1_500 },
  { concurrency: 50, requests: 10_000 },
];

const STOP_TIMEOUT_MS = 10_000;

await withoutLeftovers(stopSignal(), measure);
process.exit();

async function measure(): Promise<void> {
  const directory = temporaryDirectory();
  const service = await startBare(directory, 'bare-service');
  const hop = await startBare(directory, 'bare-hop', service.url);
  const gateway = new ServiceProcess({
    name: 'api-gateway',
    app: 'api-gateway',
    port: await freePort(),
    directory,
    env: { ...BARELY_LIMITED, DEMO_IDENTITIES: 'on', LOG_LEVEL: 'warn', ORDER_SERVICE_URL: service.url },
  });
  try {
    await gateway.start();
    const { token } = await GatewayClient.logIn(gateway.url, 'martha');
    const authorization = `Bearer ${token}`;
    const ways = { 'no gateway': service.url, 'a bare hop': hop.url, 'the gateway': gateway.url };
    for (const load of loads) report(load.concurrency, await compare(ways, { ...load, authorization }));
  } finally {
    for (const each of [gateway, hop.process, service.process]) await each.stop();
  }
}

interface Bare {
  readonly url: string;
  readonly process: ManagedProcess;
}

/** A process of its own, as the gateway is. */
async function startBare(directory: string, name: string, target = ''): Promise<Bare> {
  const port = await freePort();
  const bare = ManagedProcess.start({
    name,
    command: process.execPath,
    args: [builtFile(`infra/measurements/gateway/${name}.js`)],
    env: { ...process.env, PORT: String(port), TARGET: target },
    cwd: projectRoot,
    logFile: join(directory, `logs/${name}.log`),
    runDirectory: join(directory, 'run'),
    stopSignal: 'SIGTERM',
    stopTimeoutMs: STOP_TIMEOUT_MS,
  });
  const url = `http://127.0.0.1:${port}`;
  await waitUntil(() => fetch(url).then((response) => response.ok || undefined), {
    what: name,
    timeoutMs: 10_000,
    inVain: () => bare.failure(),
  });
  return { url, process: bare };
}

type Results = ReadonlyMap<string, readonly Latency[]>;

/** The ways take turns, so that what else the machine does meets all of them; the first round warms up. */
async function compare(
  ways: Readonly<Record<string, string>>,
  load: { readonly authorization: string; readonly requests: number; readonly concurrency: number },
): Promise<Results> {
  const results = new Map<string, Latency[]>(Object.keys(ways).map((name) => [name, []]));
  for (let round = 0; round <= ROUNDS; round++)
    for (const [name, url] of Object.entries(ways)) {
      const latency = await timedRound({ url, ...load });
      if (round > 0) results.get(name)?.push(latency);
    }
  return results;
}

function report(concurrency: number, results: Results): void {
  console.log(`\nPOST /orders, ${concurrency} at a time, medians of ${ROUNDS} alternating rounds:`);
  for (const [name, latencies] of results) {
    const [p50, p99] = [median(latencies.map((each) => each.p50)), median(latencies.map((each) => each.p99))];
    console.log(`  ${name}: p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms`);
  }
  const [, hops = [], own = []] = [...results.values()];
  const more = own
    .map(({ p50 }, round) => p50 - (hops[round]?.p50 ?? 0))
    .toSorted((one, other) => one - other);
  console.log(
    `  the gateway takes ${median(more).toFixed(2)} ms more than a bare hop at the median (${more[0]?.toFixed(2)} to ${more.at(-1)?.toFixed(2)} ms)`,
  );
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}
