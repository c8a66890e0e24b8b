import type { Container, EnvVar, PodSpec, Volume } from 'kubernetes-types/core/v1.js';
import { basename, dirname } from 'node:path';
import { nameOf, ofKind, type Resource } from './resource.js';

type Values = Readonly<Record<string, string>>;

/** Of ConfigMaps and Secrets, by their names. */
export type Sources = ReadonlyMap<string, Values>;

const REFERENCE = /\$\((\w+)\)/g;
const HASH = /-[a-z0-9]{10}$/;

/** Secrets by the names that they have, and by those that they were given before Kustomize appended a hash. */
export const secretsIn = (resources: readonly Resource[]): Sources =>
  new Map(
    ofKind(resources, 'Secret').flatMap((secret) => {
      const values = Object.entries(secret.data ?? {}).map(([key, value]) => [key, decoded(value)] as const);
      return [nameOf(secret), nameOf(secret).replace(HASH, '')].map(
        (name) => [name, Object.fromEntries(values)] as const,
      );
    }),
  );

export const configMapsIn = (resources: readonly Resource[]): Sources =>
  new Map(ofKind(resources, 'ConfigMap').map((map) => [nameOf(map), map.data ?? {}]));

/**
 * The variables of the pod's container, as the program gets to see them: files are read, references are resolved, and
 * what is only referred to by others is left out. Throws where something is named that is not there.
 */
export function environmentOf(pod: PodSpec, configMaps: Sources, secrets: Sources): Values {
  const [container] = pod.containers as [Container];
  const given = {
    ...Object.assign(
      {},
      ...(container.envFrom ?? []).map((from) => named(configMaps, from.configMapRef?.name)),
    ),
    ...Object.fromEntries((container.env ?? []).map((each) => [each.name, valueOf(each, secrets)])),
  } as Values;
  const helpers = Object.values(given).flatMap((value) =>
    Array.from(value.matchAll(REFERENCE), ([, name]) => name),
  );
  const variables = Object.entries(given).filter(([name]) => !helpers.includes(name));
  return Object.fromEntries(
    variables.map(([name, value]) =>
      name.endsWith('_FILE')
        ? [name.slice(0, -'_FILE'.length), contentOf(value, pod, secrets)]
        : [name, value.replaceAll(REFERENCE, (_, helper: string) => demand(given[helper], helper))],
    ),
  );
}

function valueOf({ value, valueFrom }: EnvVar, secrets: Sources): string {
  const key = valueFrom?.secretKeyRef;
  return key ? demand(named(secrets, key.name)[key.key], key.key) : (value ?? '');
}

function contentOf(path: string, { containers, volumes = [] }: PodSpec, secrets: Sources): string {
  const mount = containers[0]?.volumeMounts?.find(({ mountPath }) => mountPath === dirname(path));
  const volume = volumes.find(({ name }) => name === mount?.name);
  const files = secretNamesOf(demand(volume, path)).map((name) => named(secrets, name));
  return demand(files.find((each) => basename(path) in each)?.[basename(path)], path);
}

const secretNamesOf = ({ secret, projected }: Volume): (string | undefined)[] =>
  secret ? [secret.secretName] : (projected?.sources ?? []).map((source) => source.secret?.name);

const named = (sources: Sources, name = ''): Values => demand(sources.get(name), name);

function demand<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`There is no ${what}`);
  return value;
}

const decoded = (base64: string): string => Buffer.from(base64, 'base64').toString();
