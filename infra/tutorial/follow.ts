import { eventually } from '#testing';
import { stepsOf, type Step } from './chapter.js';
import { matches, tidied } from './matching.js';
import type { Printed, ShellSession } from './shell-session.js';

const PATIENCE_MS = 60_000;
/** Each attempt starts programs: what they wait for needs the processor, too. */
const PAUSE_MS = 200;

export interface Chapter {
  /** From the project's folder. */
  readonly path: string;
  readonly text: string;
}

/** Does what a chapter says, from top to bottom. Rejects at the first command that prints something else. */
export async function follow({ path, text }: Chapter, shell: Pick<ShellSession, 'run'>): Promise<void> {
  for (const step of stepsOf(text)) {
    const attempt = async (): Promise<void> => judge(path, step, await shell.run(step.commands));
    await eventually(attempt, step.eventually ? PATIENCE_MS : 0, PAUSE_MS);
  }
}

function judge(path: string, { line, commands, output }: Step, printed: Printed): void {
  const isRight = output === undefined ? printed.status === 0 : matches(printed.output, output);
  if (isRight) return;
  const expected = output ?? `(exit code 0, and not ${printed.status})`;
  const parts = [
    `${path}:${line}`,
    commands,
    'should print',
    expected,
    'but printed',
    tidied(printed.output),
  ];
  throw new Error(parts.map((part, index) => (index % 2 ? indented(part) : part)).join('\n'));
}

const indented = (text: string): string => text.replaceAll(/^/gm, '    ');
