import { readdirSync, readFileSync } from 'node:fs';

/** Of Linux, on every machine: the unit of times in /proc. */
const TICK_MS = 10;

/** What a process and its descendants have used since they began, those that have ended included. */
export interface Usage {
  readonly cpuMs: number;
  /** Handed to the kernel by `write` and its like. How much of it met a disk, the kernel counts by whole folios: too coarse. */
  readonly writtenBytes: number;
}

interface Stat {
  readonly pid: number;
  readonly parent: number;
  readonly ticks: number;
}

/** The usage of each root, by its name. Linux only: it reads /proc. */
export function usageOf(roots: ReadonlyMap<string, number>): ReadonlyMap<string, Usage> {
  const children = Map.groupBy(allProcesses(), ({ parent }) => parent);
  const everyone = new Map([...children.values()].flat().map((stat) => [stat.pid, stat]));
  const tree = (pid: number): Stat[] => {
    const own = everyone.get(pid);
    return own ? [own, ...(children.get(pid) ?? []).flatMap((child) => tree(child.pid))] : [];
  };
  const sum = (stats: readonly Stat[]): Usage => ({
    cpuMs: stats.reduce((total, { ticks }) => total + ticks, 0) * TICK_MS,
    writtenBytes: stats.reduce((total, { pid }) => total + writtenBytes(pid), 0),
  });
  return new Map([...roots].map(([name, pid]) => [name, sum(tree(pid))]));
}

/** Bytes of memory: its share now, where pages that several processes have are divided among them, and all of it at its peak. */
export function memoryOf(pid: number): { readonly now: number; readonly peak: number } {
  const bytes = (file: string, field: string): number =>
    Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(read(`/proc/${pid}/${file}`))?.[1] ?? 0) * 1024;
  return { now: bytes('smaps_rollup', 'Pss'), peak: bytes('status', 'VmHWM') };
}

const allProcesses = (): Stat[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => statOf(Number(name)));

/** The name of a program, in brackets, may hold blanks: the numbers begin behind it. */
function statOf(pid: number): Stat[] {
  const stat = read(`/proc/${pid}/stat`);
  if (!stat) return [];
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  // utime, stime, and those of children that were waited for
  const ticks = fields.slice(11, 15).reduce((sum, each) => sum + each, 0);
  return [{ pid, parent: fields[1] ?? 0, ticks }];
}

const writtenBytes = (pid: number): number =>
  Number(/^wchar: (\d+)$/m.exec(read(`/proc/${pid}/io`))?.[1] ?? 0);

/** Empty when the process has gone. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
