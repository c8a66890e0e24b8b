import { stages } from './stages.js';
import { summary, type StageResult } from './stage-result.js';

const [lint, unit, integration] = stages;

describe('the summary of a test run', () => {
  it('ends with the sums of all stages and tells which were not run', () => {
    const results = [
      { stage: lint, ok: true, passed: 0, failed: 0, seconds: 4 },
      { stage: unit, ok: true, passed: 30, failed: 0, seconds: 2 },
      { stage: integration, ok: false, passed: 11, failed: 1, seconds: 20 },
    ] as StageResult[];

    expect(summary(results, stages).split('\n')).toEqual([
      '',
      'Summary',
      '  ok     Lint, format, types, architecture (4 s)',
      '  ok     Unit and contract tests: 30 passed, 0 failed (2 s)',
      '  FAILED Integration tests: 11 passed, 1 failed (20 s)',
      '  -      End-to-end tests: not run',
      '  -      Tutorial: not run',
      '  -      Fault tests, short form: not run',
      '',
      '41 passed, 1 failed',
    ]);
  });
});
