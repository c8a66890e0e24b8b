import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../local/project.js';

/** The text of all files that match. */
const textOf = (pattern: string): string =>
  globSync(pattern, { cwd: projectRoot })
    .map((path) => readFileSync(join(projectRoot, path), 'utf8'))
    .join('\n');
const numbered = (text: string, pattern: RegExp): number[] =>
  [...new Set(Array.from(text.matchAll(pattern), ([, number]) => Number(number)))].toSorted((a, b) => a - b);
const keysOf = (pattern: string): string[] =>
  Array.from(textOf(pattern).matchAll(/^ {2}'?([\w-]+)'?: \(/gm), ([, name = '']) => name);

const page = textOf('docs/failure-modes.md');
const promises = Array.from(page.matchAll(/^\| (\d+) +\|.*\| +(.*?) +\|$/gm), ([, number, mutation]) => ({
  number,
  mutation,
}));
const tests = textOf('{apps,infra}/**/*-spec.ts');
const mutants = Array.from(
  textOf('infra/faults/mutants/*.ts').matchAll(/row: (\d+),\s+sabotage: { mutation: '([\w-]+)'/g),
  ([, number, name]) => ({ number, name }),
);

describe('the page of failure modes', () => {
  it('lists exactly the promises that tests name', () => {
    expect(numbered(page, /^\| (\d+) +\|/gm)).toEqual(numbered(tests, /row: (\d+)/g));
  });

  it.each(keysOf('infra/faults/sabotage/kill-points.ts'))('tells what follows a kill at %s', (point) => {
    expect(page).toContain(`\`${point}\``);
  });

  it.each(mutants)('says that promise $number falls with the mutation $name', ({ number, name }) => {
    const promise = promises.find((each) => each.number === number);
    expect(promise?.mutation).toContain(`\`${name}\``);
  });

  it.each(keysOf('infra/faults/sabotage/mutations/*.ts'))('has a test of the mutation %s', (name) => {
    expect(mutants).toContainEqual(expect.objectContaining({ name }));
  });
});
