import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { randomUUID } from 'node:crypto';

const COMMAND_TIMEOUT_MS = 180_000;

export interface ShellOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

export interface Printed {
  /** Both streams, as a terminal would show them. */
  readonly output: string;
  readonly status: number;
}

/** One bash for a whole chapter: its variables and functions last from one block to the next. */
export class ShellSession {
  private readonly bash: ChildProcessWithoutNullStreams;
  private readonly ended: Promise<never>;

  constructor({ cwd, env }: ShellOptions) {
    this.bash = spawn('bash', ['--noprofile', '--norc'], { cwd, env, detached: true });
    this.ended = new Promise((_, reject) =>
      this.bash.once('close', () => reject(new Error('The shell has ended'))),
    );
    this.ended.catch(() => undefined);
    this.bash.stdout.setEncoding('utf8');
    this.bash.stdin.write('exec 2>&1\n');
  }

  /** Runs commands to their end. Rejects when they take for ever, or end the shell. */
  async run(commands: string): Promise<Printed> {
    const mark = randomUUID();
    const printed = this.printedUntil(mark);
    // Not from the stream of commands: what reads its input would swallow those to come.
    this.bash.stdin.write(`eval ${quoted(commands)} </dev/null\nprintf '\\n%s %s\\n' ${mark} $?\n`);
    return printed;
  }

  /** Ends it, with all that it left running. */
  end(): void {
    if (this.bash.exitCode === null && this.bash.pid) process.kill(-this.bash.pid, 'SIGKILL');
  }

  private async printedUntil(mark: string): Promise<Printed> {
    const end = new RegExp(`\\n${mark} (\\d+)\\n`);
    const timeout = setTimeout(() => this.end(), COMMAND_TIMEOUT_MS);
    let output = '';
    let take: (text: string) => void = () => undefined;
    const complete = new Promise<Printed>((resolve) => {
      take = (text) => {
        output += text;
        const found = end.exec(output);
        if (found) resolve({ output: output.slice(0, found.index), status: Number(found[1]) });
      };
    });
    this.bash.stdout.on('data', take);
    return Promise.race([complete, this.ended]).finally(() => {
      clearTimeout(timeout);
      this.bash.stdout.off('data', take);
    });
  }
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
