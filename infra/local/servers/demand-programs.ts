import { canInstall, install } from './apt.js';
import { findPostgres, findRabbitMq, type PostgresPrograms, type RabbitMqPrograms } from './programs.js';

interface Server {
  readonly name: string;
  /** Names a server that runs already, instead. */
  readonly variable: string;
  readonly debianPackage: string;
  readonly homebrewPackage: string;
  readonly find: () => object | undefined;
}

const postgres: Server = {
  name: 'PostgreSQL',
  variable: 'DATABASE_URL',
  debianPackage: 'postgresql',
  homebrewPackage: 'postgresql@17',
  find: findPostgres,
};

const rabbitmq: Server = {
  name: 'RabbitMQ',
  variable: 'AMQP_URL',
  debianPackage: 'rabbitmq-server',
  homebrewPackage: 'rabbitmq',
  find: findRabbitMq,
};

export interface NeededServers {
  readonly postgres: boolean;
  readonly rabbitmq: boolean;
}

/** Installs with apt-get what is needed and missing, where that is possible; else throws what to install. */
export async function installMissing(needed: NeededServers, report: (line: string) => void): Promise<void> {
  const wanted = [...(needed.postgres ? [postgres] : []), ...(needed.rabbitmq ? [rabbitmq] : [])];
  const missing = wanted.filter(({ find }) => !find());
  if (missing.length === 0) return;
  if (!canInstall()) throw new Error(howToInstall(missing));
  const packages = missing.map(({ debianPackage }) => debianPackage);
  await install(packages, report);
}

export function demandPostgres(): PostgresPrograms {
  const programs = findPostgres();
  if (!programs) throw new Error(howToInstall([postgres]));
  return programs;
}

export function demandRabbitMq(): RabbitMqPrograms {
  const programs = findRabbitMq();
  if (!programs) throw new Error(howToInstall([rabbitmq]));
  return programs;
}

function howToInstall(missing: readonly Server[]): string {
  const list = (key: 'name' | 'variable' | 'debianPackage' | 'homebrewPackage', glue: string) =>
    missing.map((server) => server[key]).join(glue);
  return (
    `Not found on this machine: ${list('name', ' and ')}. Install with "apt-get install ${list('debianPackage', ' ')}" ` +
    `(Debian, Ubuntu) or "brew install ${list('homebrewPackage', ' ')}" (macOS), or name servers that run already, ` +
    `with an administrator's user and password, in ${list('variable', ' and ')}.`
  );
}
