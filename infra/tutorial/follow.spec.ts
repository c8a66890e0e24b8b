import { tmpdir } from 'node:os';
import { follow } from './follow.js';
import { ShellSession } from './shell-session.js';

const chapterOf = (...lines: readonly string[]) => ({
  path: 'docs/tutorial/00-a.md',
  text: lines.join('\n'),
});

describe('following a chapter', () => {
  let shell: ShellSession;

  beforeEach(() => {
    shell = new ShellSession({ cwd: tmpdir(), env: { ...process.env } });
  });

  afterEach(() => shell.end());

  it('keeps variables and functions from one block to the next', async () => {
    const chapter = chapterOf(
      '```sh',
      'greet() { echo "it\'s $1"; }',
      'who=$(echo Martha)',
      '```',
      '```sh',
      'greet $who; cat; echo over >&2',
      '```',
      '```text',
      "it's Martha",
      'over',
      '```',
    );

    await expect(follow(chapter, shell)).resolves.toBeUndefined();
  });

  it('tells where, what, what was expected and what came', async () => {
    const chapter = chapterOf('# A', '```sh', 'echo PENDING', '```', '', '```text', 'VALIDATED', '```');

    await expect(follow(chapter, shell)).rejects.toThrow(
      'docs/tutorial/00-a.md:3\n    echo PENDING\nshould print\n    VALIDATED\nbut printed\n    PENDING',
    );
  });

  it('demands success of what has no output to show', async () => {
    await expect(follow(chapterOf('```sh', 'true; false', '```'), shell)).rejects.toThrow('and not 1');
  });

  it('repeats until the output is right what says so', async () => {
    const chapter = chapterOf('```sh eventually', 'n=$((n + 1)); echo $n', '```', '```text', '3', '```');

    await expect(follow(chapter, shell)).resolves.toBeUndefined();
  });

  it('notices when commands end the shell', async () => {
    await expect(follow(chapterOf('```sh', 'exit 0', '```'), shell)).rejects.toThrow('The shell has ended');
  });
});
