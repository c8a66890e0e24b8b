import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withSections } from '../../infra/docs/sections.js';
import type { Results } from '../results.js';
import { plotsOf } from './plots.js';
import { sampleResults, sampleTurn } from './sample.js';
import { sectionsOf } from './sections.js';

const docs = join(__dirname, '../../docs');
const read = (path: string): string => readFileSync(join(docs, path), 'utf8');

describe('docs/performance.md', () => {
  const results = JSON.parse(read('performance/results.json')) as Results;

  it('has the tables that its results give', () => {
    const page = read('performance.md');
    expect(page).toBe(withSections(page, sectionsOf(results, 'performance')));
  });

  it.each(Object.entries(plotsOf(results)))('has the plot %s that its results give', (name, plot) => {
    expect(read(`performance/${name}`)).toBe(plot);
  });
});

describe('a report', () => {
  const results = sampleResults([sampleTurn('polling', 1, 900), sampleTurn('floor', 1, 1_800)]);
  const section = (name: string): string | undefined =>
    sectionsOf(results, 'plots').find((each) => each.name === name)?.content;

  it('says how the system compares with the floor', () => {
    expect(section('throughput ratios')).toMatch(/^\| 50 +\| 0\.50 +\| none/m);
  });

  it('says what was not measured', () => {
    expect(section('drain')).toBe('Not measured in this run.');
  });

  it('draws a point for each figure', () => {
    expect(plotsOf(results)['throughput.svg']?.match(/<circle/g)).toHaveLength(2);
  });
});
