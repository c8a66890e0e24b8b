import { chownSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runCommand } from '../processes/run-command.js';
import type { PostgresPrograms } from './programs.js';
import { demandReachable, unprivilegedUser } from './server-user.js';

export const SUPERUSER = 'postgres';

export interface ClusterOptions {
  readonly programs: PostgresPrograms;
  readonly password: string;
  readonly durable: boolean;
}

/** Creates an empty database cluster: in a folder aside first, since one that was cut short is none. */
export async function createCluster(
  { programs, password, durable }: ClusterOptions,
  data: string,
): Promise<void> {
  const home = dirname(data);
  const unfinished = join(home, 'data.unfinished');
  const passwordFile = join(home, 'password');
  mkdirSync(home, { recursive: true });
  rmSync(unfinished, { recursive: true, force: true });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  handOver(home, passwordFile);
  const layout = ['--encoding=UTF8', '--locale=C', ...(durable ? [] : ['--no-sync']), '-D', unfinished];
  const access = [`--username=${SUPERUSER}`, '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  await runCommand([programs.initdb, ...layout, ...access], {
    title: 'Creating the database cluster (initdb)',
    report: console.log,
    cwd: home,
    user: unprivilegedUser(),
  });
  renameSync(unfinished, data);
  rmSync(passwordFile);
}

function handOver(home: string, passwordFile: string): void {
  const user = unprivilegedUser();
  if (!user) return;
  demandReachable(dirname(home), user);
  for (const path of [home, passwordFile]) chownSync(path, user.uid, user.gid);
}
