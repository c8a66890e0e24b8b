import type { NetworkPolicy, NetworkPolicyPeer, NetworkPolicyPort } from 'kubernetes-types/networking/v1.js';
import type { Labels } from './resource.js';
import { selects } from './selects.js';

/** A port of a pod, by its number and by its name. */
export interface Port {
  readonly number: number;
  readonly name?: string;
}

/** Whether pods with the labels `from` may open a connection to a port of pods, of the same namespace, with the labels `to`. */
export const mayConnect = (
  policies: readonly NetworkPolicy[],
  from: Labels,
  to: Labels,
  port: Port,
): boolean =>
  policiesFor(policies, 'Egress', from).some(({ spec }) =>
    spec?.egress?.some((rule) => isPeer(rule.to, to) && isPort(rule.ports, port)),
  ) &&
  policiesFor(policies, 'Ingress', to).some(({ spec }) =>
    spec?.ingress?.some((rule) => isPeer(rule.from, from) && isPort(rule.ports, port)),
  );

/** The policies that say something of this direction for pods with the labels. */
const policiesFor = (
  policies: readonly NetworkPolicy[],
  direction: 'Egress' | 'Ingress',
  labels: Labels,
): NetworkPolicy[] =>
  policies.filter(({ spec }) => spec?.policyTypes?.includes(direction) && selects(spec.podSelector, labels));

const isPeer = (peers: readonly NetworkPolicyPeer[] | undefined, labels: Labels): boolean =>
  peers === undefined ||
  peers.some((peer) => !peer.namespaceSelector && peer.podSelector && selects(peer.podSelector, labels));

const isPort = (ports: readonly NetworkPolicyPort[] | undefined, { number, name }: Port): boolean =>
  ports === undefined || ports.some(({ port }) => port === number || (name !== undefined && port === name));
