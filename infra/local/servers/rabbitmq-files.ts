import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RabbitMqPrograms } from './programs.js';
import type { RabbitMqPorts } from './rabbitmq-ports.js';

/** The administrator of a private RabbitMQ. */
export const RABBITMQ_USER = 'order-saga';

const LOOPBACK_ONLY = '-kernel inet_dist_use_interface {127,0,0,1}';

export interface RabbitMqOptions {
  readonly programs: RabbitMqPrograms;
  /** Holds data, configuration, log and pid files. */
  readonly directory: string;
  readonly ports: RabbitMqPorts;
  readonly password: string;
  /** What makes it a node of a cluster. */
  readonly node?: ClusterNodeOptions;
}

export interface ClusterNodeOptions {
  /** As Erlang has it: `name@host`. */
  readonly name: string;
  /** The secret that the nodes of a cluster share. */
  readonly cookie: string;
  /** For the Erlang runtime. */
  readonly arguments: readonly string[];
  /** More lines for rabbitmq.conf. */
  readonly configuration: readonly string[];
}

/** Alone on its machine, as far as it knows: no other node finds it, nor it another. */
const ALONE = { name: 'order-saga@localhost', cookie: '', arguments: [], configuration: [] };

export const homeOf = ({ directory }: RabbitMqOptions): string => join(directory, 'rabbitmq');

export function writeConfiguration(options: RabbitMqOptions): void {
  const home = homeOf(options);
  mkdirSync(home, { recursive: true });
  if (options.node) writeCookie(join(home, '.erlang.cookie'), options.node.cookie);
  writeFileSync(join(home, 'rabbitmq.conf'), configuration(options), { mode: 0o600 });
  writeFileSync(join(home, 'enabled_plugins'), '[rabbitmq_management].\n');
}

/** Keeps the server, and rabbitmqctl with it, to its own files, ports and 127.0.0.1. */
export function rabbitMqEnvironment(options: RabbitMqOptions): NodeJS.ProcessEnv {
  const { directory, ports, node = ALONE } = options;
  const home = homeOf(options);
  return {
    ...withoutRabbitMq(process.env),
    HOME: home,
    RABBITMQ_NODENAME: node.name,
    RABBITMQ_NODE_PORT: String(ports.amqp),
    RABBITMQ_DIST_PORT: String(ports.distribution),
    RABBITMQ_MNESIA_BASE: join(home, 'data'),
    RABBITMQ_LOG_BASE: join(directory, 'logs'),
    RABBITMQ_PID_FILE: join(home, 'rabbitmq.pid'),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(home, 'enabled_plugins'),
    RABBITMQ_CONFIG_FILE: join(home, 'rabbitmq.conf'),
    RABBITMQ_CONF_ENV_FILE: '/dev/null',
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: ['-noinput', LOOPBACK_ONLY, ...node.arguments].join(' '),
    RABBITMQ_CTL_ERL_ARGS: LOOPBACK_ONLY,
    // Makes the start script become the server instead of watching over it: one process, one pid.
    RABBITMQ_ALLOW_INPUT: '1',
    ERL_EPMD_PORT: String(ports.epmd),
    ERL_EPMD_ADDRESS: '127.0.0.1',
  };
}

/** The default user is made at the first start only: the password has to stay the same afterwards. */
const configuration = ({ ports, password, node = ALONE }: RabbitMqOptions): string =>
  [
    `listeners.tcp.1 = 127.0.0.1:${ports.amqp}`,
    'management.tcp.ip = 127.0.0.1',
    `management.tcp.port = ${ports.management}`,
    `default_user = ${RABBITMQ_USER}`,
    `default_pass = ${password}`,
    'log.console = true',
    'log.file = false',
    ...node.configuration,
    '',
  ].join('\n');

const withoutRabbitMq = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('RABBITMQ_')));

/** Erlang takes one that nobody else can read, and makes it read-only itself. */
function writeCookie(file: string, cookie: string): void {
  rmSync(file, { force: true });
  writeFileSync(file, cookie, { mode: 0o400 });
}
