import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../local/project.js';

const textOf = (path: string): string => readFileSync(join(projectRoot, path), 'utf8');
const numbered = (text: string, pattern: RegExp): number[] =>
  [...new Set(Array.from(text.matchAll(pattern), ([, number]) => Number(number)))].toSorted((a, b) => a - b);
const keysOf = (path: string): string[] =>
  Array.from(textOf(path).matchAll(/^ {2}'?([\w-]+)'?: \(/gm), ([, name = '']) => name);

const page = textOf('docs/failure-modes.md');
const tests = globSync('infra/faults/*-spec.ts', { cwd: projectRoot }).map(textOf).join('\n');
const mutants = textOf('infra/faults/mutants.ts');

describe('the page of failure modes', () => {
  it('lists exactly the promises that fault tests report on', () => {
    expect(numbered(page, /^\| (\d+) +\|/gm)).toEqual(numbered(tests, /row: (\d+)/g));
  });

  it.each(keysOf('infra/faults/sabotage/kill-points.ts'))('tells what follows a kill at %s', (point) => {
    expect(page).toContain(`\`${point}\``);
  });

  it.each(keysOf('infra/faults/sabotage/mutations.ts'))('has the mutation %s, and a test of it', (name) => {
    expect(page).toContain(`\`${name}\``);
    expect(mutants).toContain(`mutation: '${name}'`);
  });
});
