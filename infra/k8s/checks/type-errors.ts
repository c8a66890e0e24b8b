import { join } from 'node:path';
import ts from 'typescript';
import { projectRoot } from '../../local/project.js';
import type { Resource } from './resource.js';

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  types: [],
  target: ts.ScriptTarget.ES2024,
  lib: ['lib.es5.d.ts'],
};
const FILE = join(projectRoot, 'infra/k8s/manifests.ts');

/**
 * What is wrong with resources by the types that are made from Kubernetes' OpenAPI document: fields that do not exist,
 * that are missing, or of another type. The resources are written as TypeScript, and the compiler says the rest.
 */
export function typeErrors(resources: readonly Resource[]): string[] {
  const source = resources.map(asTypeScript).join('\n');
  const host = ts.createCompilerHost(OPTIONS);
  const { getSourceFile } = host;
  host.getSourceFile = (name, target) =>
    name === FILE ? ts.createSourceFile(name, source, target) : getSourceFile(name, target);
  const diagnostics = ts.getPreEmitDiagnostics(ts.createProgram([FILE], OPTIONS, host));
  return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

const asTypeScript = (resource: Resource): string =>
  `export const ${resource.kind}_${resource.metadata.name.replaceAll(/\W/g, '_')}: ` +
  `import('${moduleOf(resource)}').${resource.kind} = ${JSON.stringify(resource)};`;

function moduleOf({ apiVersion }: Resource): string {
  const [group = '', version] = apiVersion.split('/');
  return version ? `kubernetes-types/${group.split('.')[0]}/${version}` : `kubernetes-types/core/${group}`;
}
