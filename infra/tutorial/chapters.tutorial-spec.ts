import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../local/project.js';
import { follow } from './follow.js';
import { findTarget, type Target } from './target.js';
import { ShellSession } from './shell-session.js';

const START_TIMEOUT_MS = 300_000;
const CHAPTER_TIMEOUT_MS = 600_000;

const chapters = globSync('docs/tutorial/[0-9]*.md', { cwd: projectRoot })
  .toSorted()
  .map((path) => ({ path, text: readFileSync(join(projectRoot, path), 'utf8') }));

describe('the tutorial', () => {
  let target: Target;

  beforeAll(async () => {
    target = await findTarget();
  }, START_TIMEOUT_MS);

  afterAll(() => target?.stop(), START_TIMEOUT_MS);

  it.each(chapters)(
    'prints what $path says',
    async (chapter) => {
      const shell = new ShellSession({ cwd: projectRoot, env: { ...process.env, ...target.env } });
      try {
        await follow(chapter, shell);
      } finally {
        shell.end();
      }
    },
    CHAPTER_TIMEOUT_MS,
  );
});
