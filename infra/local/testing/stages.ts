/** What a stage of the tests needs to be there. */
export type Need = 'servers' | 'system';

export interface Stage {
  readonly name: string;
  readonly title: string;
  readonly needs: readonly Need[];
  /** The jest project it runs; other stages run an npm script. */
  readonly jestProject?: string;
  readonly script?: string;
}

export const stages: readonly Stage[] = [
  { name: 'lint', title: 'Lint, format, types, architecture', needs: [], script: 'lint' },
  { name: 'unit', title: 'Unit and contract tests', needs: [], jestProject: 'unit' },
  { name: 'int', title: 'Integration tests', needs: ['servers'], jestProject: 'integration' },
  { name: 'e2e', title: 'End-to-end tests', needs: ['servers', 'system'], jestProject: 'end-to-end' },
  { name: 'faults', title: 'Fault tests', needs: [], jestProject: 'faults' },
];

/** All stages, or the one that is named; the rest of the words goes to jest. */
export function chosenStages(words: readonly string[]): {
  chosen: readonly Stage[];
  forJest: readonly string[];
} {
  const [name, ...forJest] = words;
  if (name === undefined) return { chosen: stages, forJest };
  const chosen = stages.filter((stage) => stage.name === name);
  if (chosen.length === 0) throw new Error(`There is no test stage "${name}": it is one of ${names()}.`);
  return { chosen, forJest };
}

const names = (): string => stages.map(({ name }) => name).join(', ');
