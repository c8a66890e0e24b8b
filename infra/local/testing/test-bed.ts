import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { stopLeftovers } from '../processes/leftovers.js';
import { installMissing } from '../servers/demand-programs.js';
import { LocalInfrastructure } from '../servers/local-infrastructure.js';
import { UNHURRIED } from '../services/environment.js';
import { System } from '../services/system.js';
import type { Need } from './stages.js';

/** Short, so that tests of failures see the whole ladder. */
const RETRY_DELAYS_MS = '200,400,800';

const unheard = (): void => undefined;

/** The servers and the system of one test run, in a directory of its own, on free ports. */
export class TestBed {
  /** Whether a test has had anything to do with it, so that its logs are worth a look. */
  wasUsed = false;
  private infrastructure?: LocalInfrastructure;
  private starting?: Promise<void>;
  private system?: Promise<System>;

  constructor(private readonly directory: string) {}

  /** Starts the servers in the background: stages that need none run meanwhile. */
  async begin(needs: readonly Need[]): Promise<void> {
    if (needs.length === 0) return;
    await installMissing({ postgres: true, rabbitmq: true }, console.log);
    if (!needs.includes('servers')) return;
    this.infrastructure = await LocalInfrastructure.temporary();
    this.starting = this.infrastructure.start();
    this.starting.catch(() => undefined);
  }

  /** The variables by which tests find what they need, once it is there. */
  async environment(needs: readonly Need[]): Promise<Record<string, string>> {
    const { infrastructure } = this;
    if (needs.length > 0) this.wasUsed = true;
    if (!infrastructure || !needs.includes('servers')) return {};
    await this.starting;
    return {
      TEST_DATABASE_ADMIN_URL: infrastructure.databaseAdminUrl,
      TEST_AMQP_ADMIN_URL: infrastructure.amqpAdminUrl,
      TEST_AMQP_MANAGEMENT_URL: infrastructure.amqpManagementUrl,
      ...(needs.includes('system') ? await this.systemEnvironment(infrastructure) : {}),
    };
  }

  /** Ends everything, also what tests have left behind; keeps nothing but logs, and those after failures only. */
  async end(keepLogs: boolean): Promise<void> {
    await this.starting?.catch(() => undefined);
    await this.system?.then((system) => system.stop()).catch(() => undefined);
    await this.infrastructure?.discardData();
    for (const entry of readdirSync(this.directory, { withFileTypes: true }))
      if (entry.isDirectory()) await stopLeftovers(join(this.directory, entry.name, 'run'), unheard);
    if (!keepLogs) rmSync(this.directory, { recursive: true, force: true, maxRetries: 10 });
  }

  private async systemEnvironment(infrastructure: LocalInfrastructure): Promise<Record<string, string>> {
    this.system ??= this.startSystem(infrastructure);
    const { gatewayUrl, addresses } = await this.system;
    return { GATEWAY_URL: gatewayUrl, SYSTEM_ADDRESSES: JSON.stringify(addresses) };
  }

  private async startSystem(servers: LocalInfrastructure): Promise<System> {
    const directory = join(this.directory, 'shared-system');
    mkdirSync(directory, { recursive: true });
    const system = await System.create({ servers, directory, env: { RETRY_DELAYS_MS, ...UNHURRIED } });
    await system.start();
    return system;
  }
}
