import type { ServiceName } from '#contracts';
import type { ServiceProcess } from '../services/service-process.js';
import type { Demo } from './demo.js';

/** Runs so many instances of a service, and has the gateway share its calls among them. */
export async function scale(demo: Demo, service: ServiceName, count: number): Promise<void> {
  const { system, supervisor } = demo;
  while (system.instancesOf(service).length < count) await addInstance(demo, service);
  const instances = system.instancesOf(service);
  const [kept, superfluous] = [instances.slice(0, count), instances.slice(count)];
  await Promise.all(kept.map((instance) => supervisor.start(instance)));
  await tellGateway(demo, service, kept);
  for (const instance of superfluous) {
    await supervisor.stop(instance);
    system.forgetInstance(instance);
  }
}

async function addInstance({ system }: Demo, service: ServiceName): Promise<void> {
  const instance = await system.addInstance(service);
  instance.settings = system.services[service].settings;
}

/** There is no name server here that would say: the gateway is started anew with the addresses. */
async function tellGateway(
  { system, supervisor }: Demo,
  service: ServiceName,
  instances: readonly ServiceProcess[],
): Promise<void> {
  const gateway = system.services['api-gateway'];
  const addresses = instances.map(({ url }) => url).join(',');
  gateway.settings = { ...gateway.settings, [`${service.toUpperCase()}_SERVICE_URL`]: addresses };
  await supervisor.stop(gateway);
  await supervisor.start(gateway);
}
