import { GatewayClient } from '#gateway-client';
import { topologyDefaults } from '#messaging';
import { judge, readBooks, type Attempt, type StoreAddresses } from '#testing';
import { BARELY_LIMITED, System, type LocalInfrastructure } from '../../infra/local/index.js';
import { CONSUMERS } from '../cast.js';
import {
  asAdministrator,
  type Findings,
  type RunningSubject,
  type Service,
  type Subject,
} from './subject.js';

export interface Variant {
  readonly name: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Of order, consumer and restaurant service each; 1 unless given. */
  readonly instances?: number;
}

const CREDIT_FOR_ALL = '9999999.00';
/** An order that waits in a long queue is not late: what is measured is the queue. */
const PATIENT = { VALIDATION_DEADLINE_MS: '86400000' };
/** Node.js writes a profile of each process into the folder when it ends of itself. */
const profiling = (folder: string | undefined): Record<string, string> =>
  folder ? { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${folder}` } : {};
const participants = ['consumer', 'restaurant'] as const;

/** The real system, as `npm start` runs it, without limits of requests per client. */
export const orderSaga = ({ name, env = {}, instances = 1 }: Variant): Subject => ({
  name,
  async start(servers) {
    const system = await System.create({
      servers,
      directory: servers.directory,
      env: { ...BARELY_LIMITED, ...PATIENT, ...profiling(process.env.BENCH_PROFILE), ...env },
    });
    await system.provision();
    const startedAt = performance.now();
    await system.startServices();
    const startMs = performance.now() - startedAt;
    for (const service of ['order', ...participants] as const)
      for (let extra = 1; extra < instances; extra++) await system.startInstance(service);
    const operator = await GatewayClient.logIn(system.gatewayUrl, 'operator');
    const consumerIds: string[] = [];
    while (consumerIds.length < CONSUMERS)
      consumerIds.push((await operator.registerConsumer(CREDIT_FOR_ALL)).consumerId);
    return running(system, servers, { env, startMs, token: operator.token, consumerIds });
  },
});

interface Start extends Pick<RunningSubject, 'startMs' | 'consumerIds'> {
  readonly env: Readonly<Record<string, string>>;
  readonly token?: string;
}

function running(system: System, servers: LocalInfrastructure, start: Start): RunningSubject {
  const databaseUrl = (service: Service): string =>
    asAdministrator(servers, new URL(system.databaseUrl(service)).pathname.slice(1));
  const stores: StoreAddresses = {
    databaseUrl,
    amqpUrl: system.amqpAdminUrl,
    shards: Number(start.env.CHANNEL_SHARDS ?? topologyDefaults.shards),
    retryDelaysMs: topologyDefaults.retryDelaysMs,
  };
  const each = (act: 'start' | 'stop') => async (): Promise<void> => {
    await Promise.all(participants.map((name) => system.services[name][act]()));
  };
  return {
    url: system.gatewayUrl,
    headers: { authorization: `Bearer ${start.token}` },
    consumerIds: start.consumerIds,
    startMs: start.startMs,
    databaseUrl,
    stopParticipants: each('stop'),
    startParticipants: each('start'),
    audit: (attempts) => audit(attempts, stores),
    stop: () => system.stop(),
  };
}

async function audit(attempts: readonly Attempt[], stores: StoreAddresses): Promise<Findings> {
  const { lost, unexpected, doubled, stuck, reordered } = judge(attempts, await readBooks(stores));
  return {
    lost: lost.length,
    unexpected: unexpected.length,
    doubled: doubled.length,
    stuck: stuck.length,
    reordered: reordered.length,
  };
}
