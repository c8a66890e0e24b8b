import { GatewayClient, type Answer } from '#gateway-client';
import { ajanta, martha, nobody } from '#testing';
import fc from 'fast-check';
import { rmSync } from 'node:fs';
import { newConsumer, newRestaurant } from '../../apps/api-gateway/e2e/newcomers.js';
import { deviationsOf } from '../../apps/api-gateway/testing/deviations.js';
import { UNHURRIED, System } from '../local/index.js';
import { temporaryDirectory } from '../local/servers/temporary-directory.js';
import { requests, type FuzzRequest } from './requests.js';
import { vitalSignsOf, type VitalSigns } from './vital-signs.js';

const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? 400);
const WARM_UP = 100;
/** A heap grows as long as it may, whether it has to or not; with this one, who keeps what it need not dies of it. */
const HEAP_LIMIT = '--max-old-space-size=160';
const MOST_GROWTH_MB = 250;
const TIMEOUT_MS = 60_000 + REQUESTS * 100;

const servers = {
  databaseAdminUrl: process.env.TEST_DATABASE_ADMIN_URL ?? '',
  amqpAdminUrl: process.env.TEST_AMQP_ADMIN_URL ?? '',
  amqpManagementUrl: process.env.TEST_AMQP_MANAGEMENT_URL ?? '',
};

describe(`${REQUESTS} requests that are nearly right`, () => {
  const directory = temporaryDirectory();
  const statuses = new Map<number, number>();
  let system: System;
  let callers: readonly GatewayClient[];
  let ids: readonly string[];
  let before: Readonly<Record<string, VitalSigns>>;

  beforeAll(async () => {
    system = await System.create({
      servers,
      directory,
      name: 'fuzzed',
      env: { ...UNHURRIED, NODE_OPTIONS: HEAP_LIMIT },
    });
    await system.start();
    const logIn = (username: string) => GatewayClient.logIn(system.gatewayUrl, username);
    const operator = await logIn('operator');
    callers = [operator, await logIn('martha'), await logIn('ajanta'), new GatewayClient(system.gatewayUrl)];
    ids = [martha, ajanta, nobody, await newConsumer(operator, '500.00'), await newRestaurant(operator)];
  }, 120_000);

  afterAll(async () => {
    await system.stop();
    rmSync(directory, { recursive: true, force: true });
  }, 60_000);

  /** Half of them as the operator, who gets further than others. */
  function send({ as, method, target, headers, body }: FuzzRequest): Promise<Answer> {
    const caller = callers[as % 2 === 0 ? 0 : ((as - 1) / 2) % callers.length]!;
    return caller.send(method, target, { headers, body });
  }

  async function expectPromisedAnswer(request: FuzzRequest): Promise<void> {
    const answer = await send(request);
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    expect([answer.status < 500, deviationsOf(request.method, request.target, answer), answer.body]).toEqual([
      true,
      [],
      answer.body,
    ]);
  }

  const fuzz = (numRuns: number): Promise<void> =>
    fc.assert(fc.asyncProperty(requests(ids), expectPromisedAnswer), { numRuns });

  it(
    'are all answered as the contract promises, and never by a failure',
    async () => {
      await fuzz(WARM_UP);
      before = await vitalSignsOf(system);
      await fuzz(REQUESTS);
      console.log(`Answers by status: ${JSON.stringify(Object.fromEntries([...statuses].toSorted()))}`);
      expect(statuses.get(429)).toBeUndefined();
      expect([...statuses.keys()]).toEqual(expect.arrayContaining([200, 202, 400, 401, 403, 404]));
    },
    TIMEOUT_MS,
  );

  it('end no process, leave no error in a log, and use up no memory', async () => {
    const after = await vitalSignsOf(system);
    for (const [app, { startedAt, residentBytes, errorLines }] of Object.entries(after)) {
      expect([app, errorLines]).toEqual([app, []]);
      expect([app, startedAt]).toEqual([app, before[app]?.startedAt]);
      const grownMb = (residentBytes - before[app]!.residentBytes) / 2 ** 20;
      console.log(`${app} has grown by ${Math.round(grownMb)} MB`);
      expect([app, grownMb < MOST_GROWTH_MB]).toEqual([app, true]);
    }
  });
});
