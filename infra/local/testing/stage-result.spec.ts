import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stages } from './stages.js';
import { readReport, summary, type StageResult } from './stage-result.js';

const [lint, unit, integration] = stages;

describe('the summary of a test run', () => {
  it('ends with the sums of all stages and tells which were not run', () => {
    const results = [
      { stage: lint, ok: true, passed: 0, failed: 0, failures: [], seconds: 4 },
      { stage: unit, ok: true, passed: 30, failed: 0, failures: [], seconds: 2 },
      {
        stage: integration,
        ok: false,
        passed: 11,
        failed: 1,
        failures: ['a relay relays\n  Error: away'],
        seconds: 20,
      },
    ] as StageResult[];

    expect(summary(results, stages).split('\n')).toEqual([
      '',
      'Summary',
      '  ok     Lint, format, types, architecture (4 s)',
      '  ok     Unit and contract tests: 30 passed, 0 failed (2 s)',
      '  FAILED Integration tests: 11 passed, 1 failed (20 s)',
      '         a relay relays',
      '           Error: away',
      '  -      End-to-end tests: not run',
      '  -      Tutorial: not run',
      '  -      Fault tests, short form: not run',
      '',
      '41 passed, 1 failed',
    ]);
  });
});

describe('the result of a stage', () => {
  const directory = mkdtempSync(join(tmpdir(), 'stage-result-'));
  const file = join(directory, 'report.json');
  afterAll(() => rmSync(directory, { recursive: true }));

  it('tells what failed and why, without stacks and colours', () => {
    const message = '\u001b[31mError: away\u001b[39m\n\n    at relay (relay.ts:1:1)';
    const report = {
      success: false,
      numPassedTests: 1,
      numFailedTests: 1,
      numRuntimeErrorTestSuites: 2,
      testResults: [
        {
          name: 'relay.spec.ts',
          message,
          assertionResults: [
            { fullName: 'a relay relays', status: 'failed', failureMessages: [message] },
            { fullName: 'a relay rests', status: 'passed', failureMessages: [] },
          ],
        },
        { name: 'inbox.spec.ts', message: 'Cannot find a module', assertionResults: [] },
        {
          name: 'saga.spec.ts',
          message: 'Connection lost, and nobody listened',
          assertionResults: [{ fullName: 'a saga goes on', status: 'passed', failureMessages: [] }],
        },
      ],
    };
    writeFileSync(file, JSON.stringify(report));

    expect(readReport(file)).toEqual({
      ok: false,
      passed: 1,
      failed: 3,
      failures: [
        'a relay relays\n  Error: away',
        'inbox.spec.ts\n  Cannot find a module',
        'saga.spec.ts\n  Connection lost, and nobody listened',
      ],
    });
  });

  it('is a failure when jest has not reported', () => {
    expect(readReport(join(directory, 'none.json'))).toMatchObject({ ok: false, failures: [] });
  });
});
