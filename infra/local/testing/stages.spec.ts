import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../project.js';
import { chosenStages, stages } from './stages.js';

const namesOf = (words: readonly string[]): string[] => chosenStages(words).chosen.map(({ name }) => name);

describe('the stages of a test run', () => {
  it('are all of npm test where none is named', () => {
    expect(chosenStages([])).toEqual({ chosen: stages, forJest: [] });
  });

  it('are those that are named, whose other words are for jest', () => {
    expect(namesOf(['soak'])).toEqual(['soak']);
    expect(namesOf(['lint,unit', '--bail'])).toEqual(['lint', 'unit']);
    expect(chosenStages(['lint,unit', '--bail']).forJest).toEqual(['--bail']);
  });

  it('are none that nobody knows', () => {
    expect(() => chosenStages(['unit,units'])).toThrow('There is no test stage "units": it is one of lint,');
  });

  it('are run in CI, each of them once', () => {
    const script = readFileSync(join(projectRoot, 'infra/ci/test-all'), 'utf8');
    const run = Array.from(script.matchAll(/npm test --silent ([\w,-]+)/g), ([, names = '']) =>
      names.split(','),
    );

    expect(run.flat()).toEqual(stages.map(({ name }) => name));
  });
});
