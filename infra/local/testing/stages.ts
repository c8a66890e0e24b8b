/** What a stage of the tests needs to be there. */
export type Need = 'programs' | 'servers' | 'system';

export interface Stage {
  readonly name: string;
  readonly title: string;
  readonly needs: readonly Need[];
  /** The jest project it runs; other stages run an npm script. */
  readonly jestProject?: string;
  readonly script?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Only the test files whose path has this in it. */
  readonly only?: string;
  /** How many test files run at a time, in jest's words; all cores but one unless given. */
  readonly workers?: string;
}

/** Each has databases and a virtual host of its own, or needs none. */
const ALL_CORES = '100%';

/** Each test file drives a system of its own, to the limits of two cores. */
const faults = {
  needs: ['programs'],
  jestProject: 'faults',
  workers: process.env.FAULTS_WORKERS ?? '1',
} as const;

/** What `npm test` runs. */
export const stages: readonly Stage[] = [
  { name: 'lint', title: 'Lint, format, types, architecture', needs: [], script: 'lint' },
  { name: 'unit', title: 'Unit and contract tests', needs: [], jestProject: 'unit', workers: ALL_CORES },
  {
    name: 'int',
    title: 'Integration tests',
    needs: ['servers'],
    jestProject: 'integration',
    workers: ALL_CORES,
  },
  {
    name: 'e2e',
    title: 'End-to-end tests',
    needs: ['servers', 'system'],
    jestProject: 'end-to-end',
    workers: '1', // they share one system
  },
  { name: 'tutorial', title: 'Tutorial', needs: ['programs'], jestProject: 'tutorial' },
  {
    name: 'faults-short',
    title: 'Fault tests, short form',
    env: { FAULTS_SCALE: 'short' },
    ...faults,
  },
];

/** What runs when it is asked for by name only. */
const longStages: readonly Stage[] = [
  { name: 'faults', title: 'Fault tests', ...faults },
  {
    name: 'fuzz',
    title: 'Fuzz tests',
    needs: ['servers'],
    jestProject: 'end-to-end',
    only: 'infra/fuzz',
    env: { FUZZ_REQUESTS: process.env.FUZZ_REQUESTS ?? '10000' },
  },
  { name: 'soak', title: 'Soak tests', ...faults, jestProject: 'soak' },
];

/** The stages of `npm test`, or those that are named, as in `lint,unit`; the rest of the words goes to jest. */
export function chosenStages(words: readonly string[]): {
  chosen: readonly Stage[];
  forJest: readonly string[];
} {
  const [names, ...forJest] = words;
  return { chosen: names === undefined ? stages : names.split(',').map(stageNamed), forJest };
}

const all = [...stages, ...longStages];

function stageNamed(name: string): Stage {
  const stage = all.find((each) => each.name === name);
  if (stage) return stage;
  throw new Error(
    `There is no test stage "${name}": it is one of ${all.map((each) => each.name).join(', ')}.`,
  );
}
