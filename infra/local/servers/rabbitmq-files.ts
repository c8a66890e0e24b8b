import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RabbitMqPrograms } from './programs.js';

/** The administrator of a private RabbitMQ. */
export const RABBITMQ_USER = 'order-saga';

const LOOPBACK_ONLY = '-kernel inet_dist_use_interface {127,0,0,1}';

export interface RabbitMqPorts {
  readonly amqp: number;
  readonly management: number;
  readonly distribution: number;
  readonly epmd: number;
}

export interface RabbitMqOptions {
  readonly programs: RabbitMqPrograms;
  /** Holds data, configuration, log and pid files. */
  readonly directory: string;
  readonly ports: RabbitMqPorts;
  readonly password: string;
}

export const homeOf = ({ directory }: RabbitMqOptions): string => join(directory, 'rabbitmq');

export function writeConfiguration(options: RabbitMqOptions): void {
  const home = homeOf(options);
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'rabbitmq.conf'), configuration(options), { mode: 0o600 });
  writeFileSync(join(home, 'enabled_plugins'), '[rabbitmq_management].\n');
}

/** Keeps the server, and rabbitmqctl with it, to its own files, ports and 127.0.0.1. */
export function rabbitMqEnvironment(options: RabbitMqOptions): NodeJS.ProcessEnv {
  const { directory, ports } = options;
  const home = homeOf(options);
  return {
    ...withoutRabbitMq(process.env),
    HOME: home,
    RABBITMQ_NODENAME: 'order-saga@localhost',
    RABBITMQ_NODE_PORT: String(ports.amqp),
    RABBITMQ_DIST_PORT: String(ports.distribution),
    RABBITMQ_MNESIA_BASE: join(home, 'data'),
    RABBITMQ_LOG_BASE: join(directory, 'logs'),
    RABBITMQ_PID_FILE: join(home, 'rabbitmq.pid'),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(home, 'enabled_plugins'),
    RABBITMQ_CONFIG_FILE: join(home, 'rabbitmq.conf'),
    RABBITMQ_CONF_ENV_FILE: '/dev/null',
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: `-noinput ${LOOPBACK_ONLY}`,
    RABBITMQ_CTL_ERL_ARGS: LOOPBACK_ONLY,
    // Makes the start script become the server instead of watching over it: one process, one pid.
    RABBITMQ_ALLOW_INPUT: '1',
    ERL_EPMD_PORT: String(ports.epmd),
    ERL_EPMD_ADDRESS: '127.0.0.1',
  };
}

/** The default user is made at the first start only: the password has to stay the same afterwards. */
const configuration = ({ ports, password }: RabbitMqOptions): string =>
  [
    `listeners.tcp.1 = 127.0.0.1:${ports.amqp}`,
    'management.tcp.ip = 127.0.0.1',
    `management.tcp.port = ${ports.management}`,
    `default_user = ${RABBITMQ_USER}`,
    `default_pass = ${password}`,
    'log.console = true',
    'log.file = false',
    '',
  ].join('\n');

const withoutRabbitMq = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('RABBITMQ_')));
