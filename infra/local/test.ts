import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { temporaryDirectory } from './servers/temporary-directory.js';
import { stopSignal } from './start/stop-signal.js';
import { faultTable } from './testing/fault-table.js';
import { runStage } from './testing/run-stage.js';
import { summary, type StageResult } from './testing/stage-result.js';
import { chosenStages } from './testing/stages.js';
import { TestBed } from './testing/test-bed.js';

const { chosen, forJest } = chosenStages(process.argv.slice(2));
const directory = temporaryDirectory();
process.env.ORDER_SAGA_TEMP_DIR = directory;
process.env.FAULTS_REPORT = join(directory, 'faults.jsonl');
/** The same for all files of a run; give it to repeat one. */
process.env.FAULTS_SEED ??= String(randomInt(2 ** 31));
const stopped = stopSignal();
const bed = new TestBed(directory);
const results: StageResult[] = [];

try {
  await bed.begin(chosen.flatMap(({ needs }) => needs));
  for (const stage of chosen) {
    const env = await bed.environment(stage.needs);
    const result = await runStage(stage, { env, directory, forJest, stopped });
    results.push(result);
    if (!result.ok || stopped.aborted) break;
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
}
const ok = results.length === chosen.length && results.every((result) => result.ok);
const faults = faultTable(process.env.FAULTS_REPORT);
const keepLogs = !ok && bed.wasUsed;
await bed.end(keepLogs);
if (keepLogs) console.log(`\nLogs are kept in ${directory}`);
if (faults) console.log(faults);
console.log(summary(results, chosen));
process.exit(ok ? 0 : 1);
