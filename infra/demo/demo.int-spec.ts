import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startGateway, type Gateway } from '../../apps/api-gateway/testing/start-gateway.js';
import { json } from '../../apps/api-gateway/testing/stub-service.js';
import { projectRoot } from '../local/project.js';
import { temporaryDirectory } from '../local/servers/temporary-directory.js';

interface End {
  readonly code?: number;
  readonly stdout: string;
  readonly stderr: string;
}

const run = (words: readonly string[], env: Readonly<Record<string, string>>): Promise<End> =>
  promisify(execFile)(words[0] ?? '', words.slice(1), {
    cwd: projectRoot,
    env: { ...process.env, DEMO_TARGET: '', ...env },
  }).catch((end: End) => end);

describe('infra/demo/demo', () => {
  const directory = temporaryDirectory();
  const programs = join(directory, 'bin');
  afterAll(() => rmSync(directory, { recursive: true }));

  /** On a machine whose Docker is away, and that has no system. */
  const demo = (...words: readonly string[]): Promise<End> =>
    run(['infra/demo/demo', ...words], {
      PATH: `${programs}:${process.env.PATH}`,
      ORDER_SAGA_DATA_DIR: directory,
    });

  beforeAll(() => {
    mkdirSync(programs);
    writeFileSync(join(programs, 'docker'), '#!/bin/sh\necho "Cannot connect to the daemon" >&2\nexit 1\n');
    chmodSync(join(programs, 'docker'), 0o755);
  });

  it('says what it does not know, before what it knows', async () => {
    const { code, stderr, stdout } = await demo('foo');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr.split('\n')[0]).toBe('There is no "demo foo". There are:');
    expect(stderr).toContain('\ndemo reset ');
  });

  it('says where it has looked for a system, and nothing of Docker', async () => {
    const { code, stderr } = await demo('queues');
    expect(code).toBe(1);
    expect(stderr).toContain(`${directory}/control.sock`);
    expect(stderr).toContain('ORDER_SAGA_DATA_DIR');
    expect(stderr).not.toContain('daemon');
  });
});

describe('a setting of containers', () => {
  const demandKnown = (...pairs: readonly string[]): Promise<End> => {
    const script = 'fail() { echo "$*" >&2; exit 1; }; source infra/demo/compose.sh; demand_known "$@"';
    return run(['bash', '-c', script, 'demo', ...pairs], {});
  };

  it('may be one that the services have', async () => {
    expect((await demandKnown('CHANNEL_SHARDS=2', 'AUTH_SIGNING_KEYS_FILE=/x')).stderr).toBe('');
  });

  it.each(['FOO', 'CHANNEL', 'CHANNEL.SHARDS', ''])('is refused when it is %j', async (name) => {
    const { code, stderr } = await demandKnown('CHANNEL_SHARDS=2', `${name}=1`);
    expect([code, stderr]).toEqual([1, `There is no setting ${name}. docs/configuration.md has them all.\n`]);
  });
});

describe('what demo prints of an order', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway();
    await gateway.app.listen(0, '127.0.0.1');
  });
  afterAll(() => gateway.stop());

  it('is its id, on a line of its own', async () => {
    gateway.order.behave = json(202, { orderId: '0199d7a4', state: 'PENDING' });
    const script =
      'set -e; source infra/demo/gateway.sh; read_addresses() { :; }; order martha samosa 2 9.00';
    const { stdout } = await run(['bash', '-c', script], { gateway: await gateway.app.getUrl() });
    expect(stdout).toBe('0199d7a4\n');
    expect(JSON.parse(gateway.order.received[0]?.body ?? '')).toMatchObject({ orderTotal: '9.00' });
  });
});
