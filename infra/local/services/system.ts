import type { ServiceName } from '#contracts';
import { runCommand } from '../processes/run-command.js';
import { builtFile, projectRoot } from '../project.js';
import { credentialsOf } from '../servers/credentials.js';
import { freePort } from '../servers/ports.js';
import type { ServerAddresses } from '../servers/server-addresses.js';
import { addressesOf } from './addresses.js';
import { apps, participants, type App, type AppPorts } from './app.js';
import { noDetour, type Detours } from './detours.js';
import { environmentOf, type EnvironmentOptions } from './environment.js';
import type { Configured } from './settings.js';
import { ServiceProcess } from './service-process.js';
import { signingKeyFile } from './signing-key.js';

export interface SystemOptions {
  readonly servers: ServerAddresses;
  /** Ways to the servers for the services alone, such as proxies; all others go straight to `servers`. */
  readonly detours?: Detours;
  /** Holds logs, pid files, passwords and the gateway's key. */
  readonly directory: string;
  /** Gives it databases and a virtual host of its own; needed where systems share their servers. */
  readonly name?: string;
  /** Free ones unless given. */
  readonly ports?: AppPorts;
  /** Variables for provisioning and all services, such as `RETRY_DELAYS_MS`. */
  readonly env?: Readonly<Record<string, string>>;
  /** Demo data and demo identities; they are there unless this is false. */
  readonly demo?: boolean;
}

export type SystemAddresses = Readonly<
  Record<ServiceName, { readonly url: string; readonly databaseUrl: string; readonly amqpUrl: string }>
>;

/** The four services on servers that run already: provisioned, started, stopped and killed. */
export class System {
  readonly services: Readonly<Record<App, ServiceProcess>>;
  private readonly extraInstances: ServiceProcess[] = [];

  private constructor(
    private readonly options: SystemOptions,
    private readonly environment: EnvironmentOptions,
  ) {
    const { ports } = environment;
    this.services = Object.fromEntries(
      apps.map((app) => [app, this.instance(app, app, ports[app])]),
    ) as Record<App, ServiceProcess>;
  }

  static async create(options: SystemOptions): Promise<System> {
    const { servers, directory, name, demo = true, detours = noDetour } = options;
    return new System(options, {
      servers,
      addresses: addressesOf(servers, credentialsOf(directory), name),
      detours,
      ports: options.ports ?? (await freePorts()),
      signingKeyFile: signingKeyFile(directory),
      demo,
    });
  }

  get gatewayUrl(): string {
    return this.services['api-gateway'].url;
  }

  /** The first of each service, and then the extra ones. */
  get instances(): ServiceProcess[] {
    return [...Object.values(this.services), ...this.extraInstances];
  }

  /** Of one app, in the order of their numbers. */
  instancesOf(app: App): ServiceProcess[] {
    return this.instances.filter(({ options }) => options.app === app);
  }

  /** Where the participants are, and what they use, with the accounts that they use it by. */
  get addresses(): SystemAddresses {
    const { database, amqp } = this.environment.addresses;
    const entries = participants.map((name) => [
      name,
      { url: this.services[name].url, databaseUrl: database(name), amqpUrl: amqp(name) },
    ]);
    return Object.fromEntries(entries) as SystemAddresses;
  }

  /** The address of a service's database, as that service knows it. */
  databaseUrl(service: (typeof participants)[number]): string {
    return this.environment.addresses.database(service);
  }

  /** The administrator's address of the virtual host that the services use. */
  get amqpAdminUrl(): string {
    return this.environment.addresses.amqpAdminUrl;
  }

  /** All that a program is told by variables. */
  environmentOf(program: Configured): NodeJS.ProcessEnv {
    if (program !== 'provision') return this.services[program].environment;
    return { ...process.env, ...environmentOf(program, this.environment), ...this.options.env };
  }

  /** Provisions and starts all services; returns when all are ready. */
  async start(): Promise<void> {
    await this.provision();
    await this.startServices();
  }

  async provision(env: Readonly<Record<string, string>> = {}): Promise<void> {
    await runCommand([process.execPath, '--enable-source-maps', builtFile('infra/provision/main.js')], {
      title: 'Provisioning',
      report: console.log,
      cwd: projectRoot,
      env: { ...this.environmentOf('provision'), ...env },
    });
  }

  async startServices(): Promise<void> {
    await Promise.all(apps.map((app) => this.services[app].start()));
  }

  /** One more instance of a service, on a free port; stopped with the others. */
  async startInstance(app: App, env: Readonly<Record<string, string>> = {}): Promise<ServiceProcess> {
    const instance = await this.addInstance(app);
    await instance.start(env);
    return instance;
  }

  /** The same, not started yet. */
  async addInstance(app: App): Promise<ServiceProcess> {
    const number = this.instancesOf(app).length + 1;
    const instance = this.instance(app, `${app}-${number}`, await freePort());
    this.extraInstances.push(instance);
    return instance;
  }

  /** Forgets an extra instance that has been stopped. */
  forgetInstance(instance: ServiceProcess): void {
    this.extraInstances.splice(this.extraInstances.indexOf(instance), 1);
  }

  /** The gateway first, so that no request meets a service that has gone. */
  async stop(): Promise<void> {
    await this.services['api-gateway'].stop();
    const others = [...this.extraInstances, ...participants.map((app) => this.services[app])];
    await Promise.all(others.map((service) => service.stop()));
  }

  async kill(): Promise<void> {
    await Promise.all(this.instances.map((instance) => instance.kill()));
  }

  private instance(app: App, name: string, port: number): ServiceProcess {
    const env = { ...environmentOf(app, this.environment), ...this.options.env };
    return new ServiceProcess({ app, name, port, env, directory: this.options.directory });
  }
}

async function freePorts(): Promise<AppPorts> {
  const entries = await Promise.all(apps.map(async (app) => [app, await freePort()]));
  return Object.fromEntries(entries) as Record<App, number>;
}
