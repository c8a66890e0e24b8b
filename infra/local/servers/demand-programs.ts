import { canInstall, install } from './apt.js';
import { findPostgres, findRabbitMq, type PostgresPrograms, type RabbitMqPrograms } from './programs.js';

export interface ServerPrograms {
  readonly postgres: PostgresPrograms;
  readonly rabbitmq: RabbitMqPrograms;
}

/** Installs with apt-get what is missing, where that is possible; returns when nothing is missing any more. */
export async function installMissing(report: (line: string) => void): Promise<void> {
  const packages = [
    ...(findPostgres() ? [] : ['postgresql']),
    ...(findRabbitMq() ? [] : ['rabbitmq-server']),
  ];
  if (packages.length > 0 && canInstall()) await install(packages, report);
  demandPrograms();
}

/** Throws what to install where a program is missing. */
export function demandPrograms(): ServerPrograms {
  const postgres = findPostgres();
  const rabbitmq = findRabbitMq();
  if (postgres && rabbitmq) return { postgres, rabbitmq };
  const missing = [...(postgres ? [] : ['PostgreSQL']), ...(rabbitmq ? [] : ['RabbitMQ'])].join(' and ');
  throw new Error(
    `${missing} not found on this machine. Install it (Debian and Ubuntu: "apt-get install postgresql rabbitmq-server"; ` +
      `macOS: "brew install postgresql@17 rabbitmq"), or give the admin address of a running server in ` +
      `DATABASE_URL and AMQP_URL.`,
  );
}
