import { rmSync } from 'node:fs';
import { temporaryDirectory } from '../servers/temporary-directory.js';
import { demandSettings } from './settings.js';
import { System } from './system.js';

const servers = {
  databaseAdminUrl: 'postgres://postgres:x@127.0.0.1:5432',
  amqpAdminUrl: 'amqp://admin:x@127.0.0.1:5672',
};

describe('the settings of a system', () => {
  const directory = temporaryDirectory();
  afterAll(() => rmSync(directory, { recursive: true }));

  const demandOf = async (env: Readonly<Record<string, string>>): Promise<void> => {
    const system = await System.create({ servers, directory, env });
    demandSettings((program) => system.environmentOf(program));
  };

  it('are right as they are', async () => {
    await expect(demandOf({})).resolves.toBeUndefined();
  });

  it('are told that are wrong, whichever program they are for, and each once', async () => {
    const wrong = { VALIDATION_DEADLINE_MS: 'soon', CHANNEL_SHARDS: 'x', RATE_LIMIT_LOGIN: '-1' };
    const lines = await demandOf(wrong).catch(({ message }: Error) => message.split('\n'));
    expect(lines).toEqual([
      expect.stringMatching(/^CHANNEL_SHARDS must be .*, but was "x"\.$/),
      'VALIDATION_DEADLINE_MS must be a number of milliseconds from 1 to 86400000, but was "soon".',
      'RATE_LIMIT_LOGIN must be a whole number from 1 to 10000000, but was "-1".',
    ]);
  });
});
