import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockDirectory } from './lock.js';

describe('the lock of a data directory', () => {
  const root = mkdtempSync(join(tmpdir(), 'lock-'));
  const newDirectory = (): string => mkdtempSync(join(root, 'data-'));

  afterAll(() => rmSync(root, { recursive: true }));

  it('refuses a second start and says how to stop the first', () => {
    const directory = newDirectory();
    lockDirectory(directory);

    expect(() => lockDirectory(directory)).toThrow(
      `Order Saga already runs from ${directory}, as process ${process.pid}.`,
    );
  });

  it('leaves nothing else in it, whether it is got or not', () => {
    const directory = newDirectory();
    writeFileSync(join(directory, 'start.lock'), '{"pid": 1, "identity": "long ago"}');
    lockDirectory(directory);
    expect(() => lockDirectory(directory)).toThrow();

    expect(readdirSync(directory)).toEqual(['start.lock']);
  });

  it('lets others pass through the directory, whatever the umask, for a server that has another user', () => {
    const directory = join(newDirectory(), 'data');
    const umask = process.umask(0o077);
    lockDirectory(directory);
    process.umask(umask);

    const mode = statSync(directory).mode & 0o777;
    expect(mode.toString(8)).toBe(process.getuid?.() === 0 ? '711' : '700');
  });

  it('is free again when it is given back', () => {
    const directory = newDirectory();

    lockDirectory(directory)();

    expect(() => lockDirectory(directory)).not.toThrow();
  });

  it.each([`{"pid": ${process.pid}, "identity": "another process, long ago"}`, '{"pid":'])(
    'is taken over where its holder is gone: %s',
    (content) => {
      const directory = newDirectory();
      writeFileSync(join(directory, 'start.lock'), content);

      expect(() => lockDirectory(directory)).not.toThrow();
    },
  );
});
