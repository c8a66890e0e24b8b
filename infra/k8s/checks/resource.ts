import type { ConfigMap, PodSpec, Secret, ServiceAccount } from 'kubernetes-types/core/v1.js';
import type { Deployment, StatefulSet } from 'kubernetes-types/apps/v1.js';
import type { HorizontalPodAutoscaler } from 'kubernetes-types/autoscaling/v2.js';
import type { Job } from 'kubernetes-types/batch/v1.js';
import type { Service } from 'kubernetes-types/core/v1.js';
import type { NetworkPolicy } from 'kubernetes-types/networking/v1.js';
import type { PodDisruptionBudget } from 'kubernetes-types/policy/v1.js';

/** The kinds that are looked into; others are there, too. */
interface Kinds {
  ConfigMap: ConfigMap;
  Deployment: Deployment;
  HorizontalPodAutoscaler: HorizontalPodAutoscaler;
  Job: Job;
  NetworkPolicy: NetworkPolicy;
  PodDisruptionBudget: PodDisruptionBudget;
  Secret: Secret;
  Service: Service;
  ServiceAccount: ServiceAccount;
  StatefulSet: StatefulSet;
}

export interface Resource {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

export type Labels = Readonly<Record<string, string>>;

/** Something that runs pods. */
export interface Workload {
  readonly kind: string;
  readonly name: string;
  readonly labels: Labels;
  readonly pod: PodSpec;
}

export const ofKind = <Kind extends keyof Kinds>(resources: readonly Resource[], kind: Kind): Kinds[Kind][] =>
  resources.filter((resource) => resource.kind === kind) as unknown as Kinds[Kind][];

export const nameOf = ({ metadata }: { readonly metadata?: { readonly name?: string } }): string =>
  metadata?.name ?? '';

export const workloadsOf = (resources: readonly Resource[]): Workload[] =>
  (['Deployment', 'StatefulSet', 'Job'] as const).flatMap((kind) =>
    ofKind(resources, kind).map((resource) => ({
      kind,
      name: nameOf(resource),
      labels: resource.spec?.template.metadata?.labels ?? {},
      pod: resource.spec?.template.spec ?? { containers: [] },
    })),
  );
