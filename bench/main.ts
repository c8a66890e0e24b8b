import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installMissing, stopSignal, withoutLeftovers } from '../infra/local/index.js';
import { saveReport } from './report/save-report.js';
import type { Results } from './results.js';
import { runBenchmark } from './run.js';
import { chooseFrom } from './settings.js';

const stopped = stopSignal();
const choice = chooseFrom(process.env);
const save = (soFar: Results): void =>
  writeFileSync(join(choice.output, 'results.json'), `${JSON.stringify(soFar, null, 2)}\n`);

await installMissing({ postgres: true, rabbitmq: true }, console.log);
mkdirSync(choice.output, { recursive: true });
const results = await withoutLeftovers(stopped, () => runBenchmark(choice, stopped, save));
if (results) saveReport(results, choice.output);
const isWhole = results?.turns.every(({ error }) => error === undefined) ?? false;
process.exit(isWhole ? 0 : 1);
