import { existsSync, globSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

export interface PostgresPrograms {
  readonly initdb: string;
  readonly postgres: string;
}

export interface RabbitMqPrograms {
  readonly server: string;
  /** rabbitmqctl. */
  readonly control: string;
  readonly epmd: string;
}

/** Debian and Red Hat keep PostgreSQL out of PATH, one folder a version; Homebrew and its kin likewise. */
const POSTGRES_FOLDERS = [
  '/usr/lib/postgresql/*/bin',
  '/usr/pgsql-*/bin',
  '/opt/homebrew/opt/postgresql@*/bin',
  '/usr/local/opt/postgresql@*/bin',
];

/** Debian's /usr/sbin/rabbitmq-server switches to the system's own instance: the script below it does not. */
const RABBITMQ_FOLDERS = [
  '/usr/lib/rabbitmq/lib/rabbitmq_server-*/sbin',
  '/opt/homebrew/opt/rabbitmq/sbin',
  '/usr/local/opt/rabbitmq/sbin',
];

const EPMD_FOLDERS = ['/usr/lib/erlang/bin', '/usr/lib64/erlang/bin', '/opt/homebrew/opt/erlang/bin'];

export function findPostgres(): PostgresPrograms | undefined {
  const initdb = find('initdb', [...newestFirst(POSTGRES_FOLDERS), ...pathFolders()], ['postgres']);
  return initdb ? { initdb, postgres: join(dirname(initdb), 'postgres') } : undefined;
}

export function findRabbitMq(): RabbitMqPrograms | undefined {
  const server = find(
    'rabbitmq-server',
    [...newestFirst(RABBITMQ_FOLDERS), ...pathFolders()],
    ['rabbitmqctl'],
  );
  const epmd = find('epmd', [...pathFolders(), ...EPMD_FOLDERS], []);
  return server && epmd ? { server, control: join(dirname(server), 'rabbitmqctl'), epmd } : undefined;
}

function find(
  program: string,
  folders: readonly string[],
  companions: readonly string[],
): string | undefined {
  const isComplete = (folder: string) =>
    [program, ...companions].every((name) => existsSync(join(folder, name)));
  const folder = folders.find(isComplete);
  return folder && join(folder, program);
}

const pathFolders = (): string[] => (process.env.PATH ?? '').split(delimiter).filter(Boolean);

const newestFirst = (patterns: readonly string[]): string[] =>
  globSync([...patterns]).sort((one, other) => other.localeCompare(one, 'en', { numeric: true }));
