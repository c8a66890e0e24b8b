import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const INSTALLING_NODE = [20, 19];
const RUNNING_NODE = [24, 11];

/** On Linux, npm ships a Node.js 24 into node_modules/.bin; where that does not run (musl), or is not there, it is this one. */
export function nodeProgram(root) {
  const installed = join(root, 'node_modules/.bin/node');
  if (spawnSync(installed, ['--version']).status === 0) return installed;
  if (isAtLeast(RUNNING_NODE)) return process.execPath;
  throw new Error(
    `Order Saga needs Node.js ${RUNNING_NODE.join('.')} or newer on this platform; this is ${process.version}.`,
  );
}

export function refuseOldNode() {
  if (isAtLeast(INSTALLING_NODE)) return;
  throw new Error(
    `Order Saga needs Node.js ${INSTALLING_NODE.join('.')} or newer; this is ${process.version}.`,
  );
}

function isAtLeast([major, minor]) {
  const [ownMajor, ownMinor] = process.versions.node.split('.').map(Number);
  return ownMajor > major || (ownMajor === major && ownMinor >= minor);
}
