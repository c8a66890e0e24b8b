import { credentialsOf } from '../servers/credentials.js';
import { demandPostgres, demandRabbitMq, installMissing } from '../servers/demand-programs.js';
import { PostgresServer } from '../servers/postgres.js';
import { RabbitMq } from '../servers/rabbitmq.js';
import type { ServerAddresses } from '../servers/server-addresses.js';
import { numbersOf, postgresPorts, rabbitMqPorts } from './port-settings.js';

/** What `npm start` runs on: the servers that the environment names, and private ones for what it does not name. */
export interface Servers {
  readonly addresses: ServerAddresses;
  readonly postgres?: PostgresServer;
  readonly rabbitmq?: RabbitMq;
}

/** Finds or installs the programs; nothing is started yet. */
export async function prepareServers(directory: string, report: (line: string) => void): Promise<Servers> {
  const { DATABASE_URL, AMQP_URL, AMQP_MANAGEMENT_URL } = process.env;
  await installMissing({ postgres: !DATABASE_URL, rabbitmq: !AMQP_URL }, report);
  const postgres = DATABASE_URL ? undefined : preparePostgres(directory);
  const rabbitmq = AMQP_URL ? undefined : prepareRabbitMq(directory);
  const addresses = {
    databaseAdminUrl: DATABASE_URL || (postgres?.adminUrl ?? ''),
    amqpAdminUrl: AMQP_URL || (rabbitmq?.adminUrl ?? ''),
    amqpManagementUrl: rabbitmq ? rabbitmq.managementUrl : AMQP_MANAGEMENT_URL,
  };
  return { addresses, postgres, rabbitmq };
}

export async function startServers(
  { postgres, rabbitmq }: Servers,
  report: (line: string) => void,
): Promise<void> {
  const start = async (name: string, server?: { start(): Promise<void> }) => {
    if (!server) return;
    await server.start();
    report(`${name} is up`);
  };
  await Promise.all([start('PostgreSQL', postgres), start('RabbitMQ', rabbitmq)]);
}

function preparePostgres(directory: string): PostgresServer {
  const programs = demandPostgres();
  const { port } = postgresPorts().postgres;
  const password = credentialsOf(directory).postgres;
  return new PostgresServer({ programs, directory, password, port, durable: true });
}

function prepareRabbitMq(directory: string): RabbitMq {
  const programs = demandRabbitMq();
  const password = credentialsOf(directory).rabbitmq;
  return new RabbitMq({ programs, directory, password, ports: numbersOf(rabbitMqPorts()) });
}
