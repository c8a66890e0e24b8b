import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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
