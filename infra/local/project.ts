import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The checkout's folder: these modules run compiled, from dist/, and untouched, under jest. */
export const projectRoot = findRoot(import.meta.dirname);

export const builtFile = (path: string): string => join(projectRoot, 'dist', path);

function findRoot(from: string): string {
  if (existsSync(join(from, 'package.json'))) return from;
  if (dirname(from) === from) throw new Error('No package.json above the local set-up');
  return findRoot(dirname(from));
}
