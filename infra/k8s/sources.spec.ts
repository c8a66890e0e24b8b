import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { projectRoot } from '../local/project.js';

const root = join(projectRoot, 'infra/k8s');
const files = globSync('**/*.yaml', { cwd: root });
const kustomizations = files.filter((file) => file.endsWith('kustomization.yaml'));

interface Kustomization {
  readonly resources: readonly string[];
}

const documentsOf = (file: string) => parseAllDocuments(readFileSync(join(root, file), 'utf8'));

/** Files and folders that a kustomization names, as paths from the root of all. */
function resourcesOf(file: string): string[] {
  const [kustomization] = documentsOf(file).map((document) => document.toJS() as Kustomization);
  return (kustomization?.resources ?? []).map((resource) =>
    relative(root, join(root, dirname(file), resource)),
  );
}

const named = new Set(kustomizations.flatMap(resourcesOf));

describe('the sources of the Kubernetes resources', () => {
  it.each(files)('have in %s what YAML allows', (file) => {
    expect(documentsOf(file).flatMap(({ errors }) => errors)).toEqual([]);
  });

  it.each(kustomizations)('have what %s names', (file) => {
    expect(resourcesOf(file).filter((resource) => !existsSync(join(root, resource)))).toEqual([]);
  });

  it.each(files.filter((file) => !kustomizations.includes(file)))('have %s in a kustomization', (file) => {
    expect(named).toContain(file);
  });
});
