import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { projectRoot } from '../../local/project.js';
import type { Resource } from './resource.js';

/** Of kubectl: what is older has a Kustomize that does not know all fields that are used here. */
const LEAST_MINOR_VERSION = 27;

const kubectl = (...words: readonly string[]) => spawnSync('kubectl', words, { encoding: 'utf8' });

export const overlays = ['local', 'production'] as const;

/** Whether there is a kubectl on this machine that can render the overlays. */
export function canRender(): boolean {
  const { status, stdout } = kubectl('version', '--client', '--output=json');
  if (status !== 0) return false;
  const { clientVersion } = JSON.parse(stdout) as { readonly clientVersion: { readonly minor: string } };
  return Number.parseInt(clientVersion.minor, 10) >= LEAST_MINOR_VERSION;
}

/** What `kubectl apply -k` would send. */
export function render(overlay: string): Resource[] {
  const { status, stdout, stderr } = kubectl('kustomize', join(projectRoot, 'infra/k8s/overlays', overlay));
  if (status !== 0) throw new Error(stderr);
  return parseAllDocuments(stdout).map((document) => document.toJS() as Resource);
}
