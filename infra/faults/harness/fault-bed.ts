import {
  judge,
  readBooks,
  type Allowances,
  type Attempt,
  type Books,
  type StoreAddresses,
  type Verdict,
} from '#testing';
import { Client } from 'pg';
import {
  LocalInfrastructure,
  System,
  UNHURRIED,
  type App,
  type Detours,
  type ServerAddresses,
} from '../../local/index.js';
import { Load, type LoadOptions } from './load.js';
import { Random } from './random.js';
import { Standstill } from './standstill.js';

export interface FaultBedOptions {
  /** Variables for provisioning and all services. */
  readonly env?: Readonly<Record<string, string>>;
  /** Servers of another bed, to share; otherwise it has its own. */
  readonly servers?: LocalInfrastructure;
  /** A broker other than the servers' own, which then need not run. */
  readonly broker?: Pick<ServerAddresses, 'amqpAdminUrl' | 'amqpManagementUrl'>;
  /** The services' way to database and broker; the bed itself goes straight. */
  readonly detours?: Detours;
  /** Where the load comes in; at the gateway's own door unless given. */
  readonly gatewayUrl?: string;
  /** Tells apart the systems on shared servers, and the chance of one scenario from another's. */
  readonly name?: string;
  /** Ends what was started for it. */
  readonly onStop?: () => Promise<unknown>;
}

const RETRY_DELAYS_MS = [200, 400, 800];
const SHARDS = 4;

const UNFINISHED = `SELECT count(*)::int AS count FROM orders WHERE state IN ('PENDING', 'CANCEL_PENDING')`;

/** The real system on servers of its own, so that a test may break any part of it, and look into all its books. */
export class FaultBed {
  private readonly loads: Load[] = [];
  private readonly standstill = new Standstill();

  private constructor(
    readonly servers: LocalInfrastructure,
    readonly system: System,
    readonly random: Random,
    private readonly use: { readonly door: string; readonly discard: () => Promise<unknown> },
  ) {}

  static async start(options: FaultBedOptions = {}): Promise<FaultBed> {
    const { env = {}, servers, name, detours, gatewayUrl, onStop } = options;
    const own = servers ?? (await LocalInfrastructure.temporary());
    if (!servers) await own.start();
    const system = await System.create({
      servers: addressesOf(own, options.broker),
      detours,
      directory: own.directory,
      name,
      env: {
        ...UNHURRIED,
        RETRY_DELAYS_MS: RETRY_DELAYS_MS.join(),
        DEADLINE_CHECK_INTERVAL_MS: '500',
        ...env,
      },
    });
    await system.start();
    const door = gatewayUrl ?? system.gatewayUrl;
    const discard = async () => {
      if (!servers) await own.discard();
      await onStop?.();
    };
    return new FaultBed(own, system, new Random(name ?? 'bed'), { door, discard });
  }

  async stop(): Promise<void> {
    await this.system.kill();
    await this.use.discard();
  }

  async load(options: Pick<LoadOptions, 'orders' | 'perSecond'>): Promise<Load> {
    const { random } = this;
    const name = `load ${this.loads.length + 1}`;
    const load = await Load.begin({ name, gatewayUrl: this.use.door, random, ...options });
    this.loads.push(load);
    return load;
  }

  /** Compares all loads so far with the books. */
  async verdict(allowed: Allowances = {}): Promise<Verdict> {
    const books = await this.books();
    const timeOuts = allowed.timeOuts ?? this.standstill.wasLong();
    return judge(this.attempts, books, { ...allowed, timeOuts });
  }

  books(): Promise<Books> {
    return readBooks(this.stores);
  }

  /** Orders that are not terminal; those placed before `before`, by the database's clock, where it is given. */
  async unfinished(before?: Date): Promise<number> {
    const [row] = await this.query<{ count: number }>(
      'order',
      before ? `${UNFINISHED} AND created_at < '${before.toISOString()}'` : UNFINISHED,
    );
    return row?.count ?? 0;
  }

  /** Runs one statement as the administrator, on a connection of its own. */
  async query<Row>(service: 'order' | 'consumer' | 'restaurant', sql: string): Promise<Row[]> {
    const client = new Client({ connectionString: this.stores.databaseUrl(service) });
    client.on('error', () => {}); // the query in progress says it
    await client.connect();
    try {
      return (await client.query(sql)).rows as Row[];
    } finally {
      await client.end();
    }
  }

  /** Terminates every session of the services with their databases. */
  async endAllSessions(): Promise<void> {
    await this.query(
      'order',
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename LIKE '%_service' AND pid <> pg_backend_pid()`,
    );
  }

  /** Of the services that run no more, though nobody has ended them. */
  get crashes(): string[] {
    return this.system.instances.flatMap(({ crash }) => crash ?? []);
  }

  /** A metric of a service, summed over its labels; undefined when it has none of that name. */
  async metric(app: App, name: string): Promise<number | undefined> {
    const response = await fetch(`${this.system.services[app].url}/metrics`);
    const samples = (await response.text()).split('\n').filter((line) => /^[^#{ ]+/.exec(line)?.[0] === name);
    if (samples.length === 0) return undefined;
    return samples.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
  }

  get stores(): StoreAddresses {
    return {
      databaseUrl: (service) => this.adminDatabaseUrl(service),
      amqpUrl: this.system.amqpAdminUrl,
      shards: SHARDS,
      retryDelaysMs: RETRY_DELAYS_MS,
    };
  }

  private get attempts(): Attempt[] {
    return this.loads.flatMap(({ attempts }) => attempts);
  }

  private adminDatabaseUrl(service: 'order' | 'consumer' | 'restaurant'): string {
    const { pathname } = new URL(this.system.databaseUrl(service));
    return Object.assign(new URL(this.servers.databaseAdminUrl), { pathname }).href;
  }
}

const addressesOf = (
  { databaseAdminUrl, amqpAdminUrl, amqpManagementUrl }: ServerAddresses,
  broker: FaultBedOptions['broker'],
): ServerAddresses => ({ databaseAdminUrl, amqpAdminUrl, amqpManagementUrl, ...broker });
