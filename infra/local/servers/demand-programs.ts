import { canInstall, install } from './apt.js';
import { findPostgres, findRabbitMq, type PostgresPrograms, type RabbitMqPrograms } from './programs.js';

export interface NeededServers {
  readonly postgres: boolean;
  readonly rabbitmq: boolean;
}

/** Installs with apt-get what is needed and missing, where that is possible. */
export async function installMissing(needed: NeededServers, report: (line: string) => void): Promise<void> {
  const packages = [
    ...(needed.postgres && !findPostgres() ? ['postgresql'] : []),
    ...(needed.rabbitmq && !findRabbitMq() ? ['rabbitmq-server'] : []),
  ];
  if (packages.length > 0 && canInstall()) await install(packages, report);
}

export const demandPostgres = (): PostgresPrograms =>
  findPostgres() ?? notFound('PostgreSQL', 'DATABASE_URL', 'postgresql', 'postgresql@17');

export const demandRabbitMq = (): RabbitMqPrograms =>
  findRabbitMq() ?? notFound('RabbitMQ', 'AMQP_URL', 'rabbitmq-server', 'rabbitmq');

function notFound(name: string, variable: string, debianPackage: string, homebrewPackage: string): never {
  throw new Error(
    `${name} is not on this machine. Install it (Debian and Ubuntu: "apt-get install ${debianPackage}", macOS: ` +
      `"brew install ${homebrewPackage}"), or name a server that runs already, with an administrator's user and ` +
      `password, in ${variable}.`,
  );
}
