import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * When the process with this id started, in whatever form the system tells it; undefined when there is none. An id
 * together with its start is never given out twice, so a stale pid file cannot point at somebody else's process.
 */
export function identityOf(pid: number): string | undefined {
  try {
    return process.platform === 'linux' ? startTicksOf(pid) : startTimeOf(pid);
  } catch {
    return undefined;
  }
}

/** proc(5): the state is the first and the start time the twentieth field behind the name in parentheses. */
function startTicksOf(pid: number): string | undefined {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const isOver = fields[0] === 'Z' || fields[0] === 'X';
  return isOver ? undefined : fields[19];
}

const startTimeOf = (pid: number): string =>
  execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
