import { spawnSync } from 'node:child_process';
import { memoryOf, usageOf } from './process-tree.js';

const BURNT_MS = 300;
/** Until so much CPU time is used, however long that takes. */
const burn = `while (process.cpuUsage().user < ${BURNT_MS * 1_000});`;

const own = () => usageOf(new Map([['this', process.pid]])).get('this');

describe('what a process uses', () => {
  it('includes what its children used that have ended', () => {
    const before = own()?.cpuMs ?? Infinity;
    spawnSync(process.execPath, ['-e', burn]);
    expect((own()?.cpuMs ?? 0) - before).toBeGreaterThanOrEqual(BURNT_MS - 10);
  });

  it('is nothing once it has gone', () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    expect(usageOf(new Map([['gone', pid]])).get('gone')).toEqual({ cpuMs: 0, writtenBytes: 0 });
    expect(memoryOf(pid)).toEqual({ now: 0, peak: 0 });
  });

  it('is at least as much memory at its peak as now', () => {
    const { now, peak } = memoryOf(process.pid);
    expect([now > 0, peak >= now]).toEqual([true, true]);
  });
});
