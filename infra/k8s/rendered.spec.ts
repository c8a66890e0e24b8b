import { loadConfig } from '#service-kit';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { ConsumerConfig } from '../../apps/consumer/consumer.config.js';
import { GatewayConfig } from '../../apps/api-gateway/gateway.config.js';
import { OrderConfig } from '../../apps/order/order.config.js';
import { RestaurantConfig } from '../../apps/restaurant/restaurant.config.js';
import { projectRoot } from '../local/project.js';
import { ProvisionConfig } from '../provision/provision.config.js';
import { configMapsIn, environmentOf, secretsIn } from './checks/environment.js';
import { mayConnect } from './checks/network.js';
import { canRender, overlays, render } from './checks/render.js';
import { nameOf, ofKind, workloadsOf, type Labels, type Workload } from './checks/resource.js';
import { selects } from './checks/selects.js';
import { typeErrors } from './checks/type-errors.js';

const SCHEMAS: Readonly<Record<string, z.ZodObject>> = {
  'api-gateway': GatewayConfig,
  consumer: ConsumerConfig,
  order: OrderConfig,
  restaurant: RestaurantConfig,
  provision: ProvisionConfig,
};
const programs = Object.keys(SCHEMAS);
const services = programs.filter((name) => name !== 'provision');
/** Made by others: the operator, and whoever looks after the gateway's account at the issuer. */
const MADE_ELSEWHERE = {
  'rabbitmq-default-user': { username: 'default_user_x', password: 'x' },
  'api-gateway': { AUTH_CLIENT_SECRET: 'x' },
};
/** After the drain: requests that are still arriving, deliveries, the relay, and the farewell to broker and database. */
const LONGEST_END_MS = 15_000 + 10_000 + 5_000 + 4_000;

const RABBITMQ = { 'app.kubernetes.io/name': 'rabbitmq', 'app.kubernetes.io/component': 'rabbitmq' };
const HTTP = { number: 8080, name: 'http' };
const POSTGRES = { number: 5432, name: 'postgres' };

const portOf = (number: number) => [HTTP, POSTGRES].find((port) => port.number === number) ?? { number };

const addressesIn = (values: readonly string[]): URL[] =>
  values.filter((value) => /^[a-z]+:\/\//.test(value)).map((value) => new URL(value));

const hasKubectl = canRender();
const rendered = (overlay: string) => (hasKubectl ? render(overlay) : []);

(hasKubectl ? describe : describe.skip).each(overlays)('the overlay %s', (overlay) => {
  const resources = rendered(overlay);
  const workloads = workloadsOf(resources);
  const policies = ofKind(resources, 'NetworkPolicy');
  // Those of `production` are made elsewhere, with the same keys.
  const secrets = new Map([...Object.entries(MADE_ELSEWHERE), ...secretsIn(rendered('local'))]);

  const workload = (name: string): Workload => workloads.find((each) => each.name === name)!;
  const container = (name: string) => workload(name).pod.containers[0]!;
  const environment = (name: string) => environmentOf(workload(name).pod, configMapsIn(resources), secrets);

  /** Of the pods behind a host name of this namespace. */
  const labelsOf = (host: string): Labels | undefined =>
    host === 'rabbitmq'
      ? RABBITMQ
      : workloads.find(({ kind, name }) => kind !== 'Job' && name === host)?.labels;

  it('is what Kubernetes knows', () => {
    const ofKubernetes = resources.filter(({ kind }) => kind !== 'RabbitmqCluster');

    expect(typeErrors(ofKubernetes)).toEqual([]);
  });

  it.each(programs)(
    'sets for %s what its configuration demands, and nothing that it does not know',
    (name) => {
      const schema = SCHEMAS[name]!;

      expect(() => loadConfig(schema, { NODE_ENV: 'production', ...environment(name) })).not.toThrow();
      expect(Object.keys(environment(name)).filter((variable) => !(variable in schema.shape))).toEqual([]);
    },
  );

  it.each(programs)('runs %s from a program that is there', (name) => {
    const [node, program = ''] = container(name).command ?? [];

    expect(node).toBe('node');
    expect(existsSync(join(projectRoot, program.replace(/^dist\/(.*)\.js$/, '$1.ts')))).toBe(true);
  });

  it('has one image for everything of ours', () => {
    expect(new Set(programs.map((name) => container(name).image)).size).toBe(1);
  });

  it.each(services)('asks %s for its health where it listens', (name) => {
    const { ports = [], startupProbe, livenessProbe, readinessProbe } = container(name);

    expect(ports).toEqual([{ name: 'http', containerPort: Number(environment(name).PORT) }]);
    expect(startupProbe?.httpGet).toEqual({ path: '/health/live', port: 'http' });
    expect(livenessProbe?.httpGet).toEqual({ path: '/health/live', port: 'http' });
    expect(readinessProbe?.httpGet).toEqual({ path: '/health/ready', port: 'http' });
  });

  it.each(services)('gives %s the time to end', (name) => {
    const graceMs = workload(name).pod.terminationGracePeriodSeconds! * 1_000;

    expect(graceMs).toBeGreaterThanOrEqual(Number(environment(name).DRAIN_MS) + LONGEST_END_MS);
  });

  it.each(services)('has for %s a Service, an autoscaler and a disruption budget', (name) => {
    const { labels } = workload(name);
    const addresses = ofKind(resources, 'Service').filter(({ spec }) =>
      selects({ matchLabels: spec?.selector }, labels),
    );
    const scalers = ofKind(resources, 'HorizontalPodAutoscaler').filter(
      ({ spec }) => spec?.scaleTargetRef.name === name,
    );
    const budgets = ofKind(resources, 'PodDisruptionBudget').filter(({ spec }) =>
      selects(spec!.selector!, labels),
    );

    expect([addresses, scalers, budgets].map((found) => found.map(nameOf))).toEqual([[name], [name], [name]]);
  });

  it.each(services)('selects and spreads %s by its own name', (name) => {
    const { pod, labels } = workload(name);
    const deployment = ofKind(resources, 'Deployment').find((each) => nameOf(each) === name);
    const spread = pod.topologySpreadConstraints!.map(({ labelSelector }) => labelSelector);
    const selector = { matchLabels: { 'app.kubernetes.io/name': name } };

    expect(labels).toMatchObject(selector.matchLabels);
    expect([deployment?.spec?.selector, ...spread]).toEqual([selector, selector, selector]);
  });

  it('scales no service that receives messages beyond the queues of a channel', () => {
    for (const scaler of ofKind(resources, 'HorizontalPodAutoscaler')) {
      const { CHANNEL_SHARDS = Infinity } = environment(nameOf(scaler));
      expect(scaler.spec?.maxReplicas).toBeLessThanOrEqual(Number(CHANNEL_SHARDS));
    }
  });

  it.each(workloads.map(({ name }) => name))('gives %s no rights that it does not need', (name) => {
    const { pod } = workload(name);

    expect(pod.automountServiceAccountToken).toBe(false);
    expect(pod.securityContext).toMatchObject({
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(pod.securityContext?.runAsUser).toBeGreaterThan(0);
    expect(container(name).securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
  });

  it.each(programs)('runs %s as its own account, which may ask the cluster for nothing', (name) => {
    const accounts = ofKind(resources, 'ServiceAccount').filter((account) => nameOf(account) === name);

    expect(workload(name).pod.serviceAccountName).toBe(name);
    expect(accounts.map((account) => account.automountServiceAccountToken)).toEqual([false]);
  });

  it('lets nothing through that no policy allows', () => {
    const forAll = policies.find((policy) => nameOf(policy) === 'default-deny');

    expect(forAll?.spec).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
    expect(mayConnect(policies, workload('consumer').labels, workload('order').labels, HTTP)).toBe(false);
    expect(mayConnect(policies, workload('api-gateway').labels, RABBITMQ, { number: 5672 })).toBe(false);
    expect(mayConnect(policies, workload('order').labels, RABBITMQ, { number: 15672 })).toBe(false);
  });

  it.each(programs)('lets %s reach whom its settings name', (name) => {
    const { labels } = workload(name);
    const inside = addressesIn(Object.values(environment(name))).flatMap(({ hostname, port }) => {
      const to = hostname === name ? undefined : labelsOf(hostname);
      return to ? [{ hostname, port, to }] : [];
    });

    expect(inside.length).toBeGreaterThan(0);
    expect(inside.filter(({ to, port }) => !mayConnect(policies, labels, to, portOf(Number(port))))).toEqual(
      [],
    );
  });
});
