import { Refusal, type Demo } from './demo.js';
import { instancesNamed, participantNamed, programsNamed } from './programs.js';
import { query, READ_ONLY } from './query.js';
import { reset } from './reset.js';
import { scale } from './scaling.js';
import { session } from './session.js';
import { set, variablesOf } from './settings.js';

/** Does something to the demo, and brings what there is to tell. */
type Verb = (demo: Demo, ...words: readonly string[]) => Promise<string | void>;

const MOST_INSTANCES = 9;

/** What infra/demo/demo asks for. */
export const verbs: Readonly<Record<string, Verb>> = {
  session: async (demo) => session(demo),
  reset,
  stop: (demo, name = '', number) =>
    each(programsNamed(demo, name, number), (program) => demo.supervisor.stop(program)),
  kill: (demo, name = '', number) =>
    each(programsNamed(demo, name, number), (program) => demo.supervisor.kill(program)),
  start: (demo, name = '', number) =>
    each(programsNamed(demo, name, number), (program) => demo.supervisor.start(program)),
  freeze: async (demo, name = '') => instancesNamed(demo, name).forEach((one) => one.signal('SIGSTOP')),
  thaw: async (demo, name = '') => instancesNamed(demo, name).forEach((one) => one.signal('SIGCONT')),
  scale: (demo, name = '', count = '') => scale(demo, participantNamed(name), countOf(count)),
  set: (demo, name = '', ...words) => set(demo, name, variablesOf(words)),
  sql: ({ system }, name = '', text = '') =>
    query(system.databaseUrl(participantNamed(name)), text, READ_ONLY),
  tamper: async ({ system }, name = '', text = '') =>
    void (await query(system.databaseUrl(participantNamed(name)), text)),
};

async function each<Program>(
  programs: readonly Program[],
  act: (program: Program) => Promise<void>,
): Promise<void> {
  await Promise.all(programs.map(act));
}

function countOf(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= MOST_INSTANCES) return count;
  throw new Refusal(`How many? A number from 1 to ${MOST_INSTANCES}, not "${text}".`);
}
