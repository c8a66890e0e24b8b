import { rmSync } from 'node:fs';
import { stopSignal, summary, temporaryDirectory } from '../local/index.js';
import { StackRun } from './stack-run.js';
import { stacks } from './stacks.js';

const stopped = stopSignal();
const directory = temporaryDirectory();
const runs = stacks.map((stack) => new StackRun(stack, { directory, stopped }));
for (const run of runs) if (!stopped.aborted) await run.run();
rmSync(directory, { recursive: true });

const results = runs.flatMap((run) => run.results);
const chosen = stacks.flatMap(({ up, stages }) => [up, ...stages]);
console.log(summary(results, chosen));
process.exit(results.length === chosen.length && results.every(({ ok }) => ok) ? 0 : 1);
