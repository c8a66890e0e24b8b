import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runStep } from './run-step.mjs';

/** Installs the packages that package-lock.json names, unless they are there. */
export async function installIfStale(root) {
  if (isInstalled(root)) return;
  await runStep('Installing npm packages', 'npm', ['ci', '--include=dev', '--loglevel=error'], root);
}

/** npm keeps what it installed in node_modules/.package-lock.json; packages for other platforms are not in it. */
function isInstalled(root) {
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const installed = packagesOf(join(root, 'node_modules/.package-lock.json'));
  if (!wanted || !installed) return false;
  return Object.entries(wanted).every(([path, { version, optional }]) =>
    path === '' ? true : installed[path] ? installed[path].version === version : optional,
  );
}

function packagesOf(lockfile) {
  try {
    return JSON.parse(readFileSync(lockfile, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
