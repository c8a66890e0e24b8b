import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname } from 'node:path';

export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

const OTHERS_MAY_ENTER = 0o001;
const CANDIDATES = ['postgres', 'nobody'];

/** PostgreSQL refuses to run as root: the unprivileged user it runs as instead. Undefined when we are not root. */
export function unprivilegedUser(): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of CANDIDATES) {
    const uid = idOf('-u', name);
    const gid = idOf('-g', name);
    if (uid && gid) return { uid, gid };
  }
  throw new Error(`PostgreSQL refuses to run as root, and there is no user ${CANDIDATES.join(' or ')} here.`);
}

/** Throws where the user cannot get to the directory because one above it is closed to others. */
export function demandReachable(directory: string, user: ServerUser): void {
  const { mode, uid: owner } = statSync(directory);
  const isOpen = (mode & OTHERS_MAY_ENTER) !== 0 || owner === user.uid;
  if (!isOpen)
    throw new Error(
      `PostgreSQL cannot run as root, and the user it runs as instead cannot enter ${directory}. ` +
        `Set ORDER_SAGA_DATA_DIR to a directory below one that everybody may enter.`,
    );
  if (dirname(directory) !== directory) demandReachable(dirname(directory), user);
}

function idOf(option: string, name: string): number | undefined {
  const { status, stdout } = spawnSync('id', [option, name], { encoding: 'utf8' });
  return status === 0 ? Number(stdout) : undefined;
}
