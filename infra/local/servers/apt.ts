import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { runCommand } from '../processes/run-command.js';

const APT = '/usr/bin/apt-get';
const POLICY_FILE = '/usr/sbin/policy-rc.d';
/** What invoke-rc.d asks before it starts a service of a package that is being installed; 101 forbids it. */
const FORBID_STARTS = '#!/bin/sh\nexit 101\n';

/** The words in front of a command that needs root; undefined when we have no way to become root. */
function rootPrefix(): string[] | undefined {
  if (process.getuid?.() === 0) return [];
  return spawnSync('sudo', ['-n', 'true']).status === 0 ? ['sudo', '-n'] : undefined;
}

export const canInstall = (): boolean => existsSync(APT) && rootPrefix() !== undefined;

/** Installs Debian packages without letting them start services of their own. */
export async function install(packages: readonly string[], report: (line: string) => void): Promise<void> {
  const prefix = rootPrefix() ?? [];
  const policy = existsSync(POLICY_FILE) ? undefined : forbidStarts(prefix);
  try {
    report('Reading the package lists (apt-get update)');
    await apt([...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', APT, 'update', '-q'], report);
    report(`Installing ${packages.join(' and ')} (apt-get install)`);
    const options = ['install', '-y', '-q', '--no-install-recommends', ...packages];
    await apt([...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', APT, ...options], report);
  } finally {
    policy?.();
  }
}

const apt = (words: readonly string[], report: (line: string) => void): Promise<void> =>
  runCommand(words, { title: 'apt-get', report });

/** Returns what takes the prohibition away again. */
function forbidStarts(prefix: readonly string[]): () => void {
  if (prefix.length === 0) {
    writeFileSync(POLICY_FILE, FORBID_STARTS, { mode: 0o755 });
    return () => rmSync(POLICY_FILE);
  }
  const sudo = (script: string) => spawnSync('sudo', ['-n', 'sh', '-c', script], { input: FORBID_STARTS });
  sudo(`cat > ${POLICY_FILE} && chmod 755 ${POLICY_FILE}`);
  return () => sudo(`rm -f ${POLICY_FILE}`);
}
