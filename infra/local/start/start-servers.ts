import { credentialsOf } from '../servers/credentials.js';
import { demandPostgres, demandRabbitMq, installMissing } from '../servers/demand-programs.js';
import { PostgresServer } from '../servers/postgres.js';
import { demandFree } from '../servers/ports.js';
import { RabbitMq } from '../servers/rabbitmq.js';
import type { ServerAddresses } from '../servers/server-addresses.js';
import { numbersOf, postgresPorts, rabbitMqPorts } from './port-settings.js';

/** What `npm start` runs on: the servers that the environment names, and private ones for what it does not name. */
export interface Servers {
  readonly addresses: ServerAddresses;
  readonly postgres?: PostgresServer;
  readonly rabbitmq?: RabbitMq;
}

/** Finds or installs the programs and makes sure of the ports; nothing is started yet. */
export async function prepareServers(directory: string, report: (line: string) => void): Promise<Servers> {
  const { DATABASE_URL, AMQP_URL, AMQP_MANAGEMENT_URL } = process.env;
  await installMissing({ postgres: !DATABASE_URL, rabbitmq: !AMQP_URL }, report);
  const postgres = DATABASE_URL ? undefined : await preparePostgres(directory);
  const rabbitmq = AMQP_URL ? undefined : await prepareRabbitMq(directory);
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

async function preparePostgres(directory: string): Promise<PostgresServer> {
  const programs = demandPostgres();
  const setting = postgresPorts().postgres;
  await demandFree([setting]);
  const password = credentialsOf(directory).postgres;
  return new PostgresServer({ programs, directory, password, port: setting.port, durable: true });
}

async function prepareRabbitMq(directory: string): Promise<RabbitMq> {
  const programs = demandRabbitMq();
  const settings = rabbitMqPorts();
  await demandFree(Object.values(settings));
  const password = credentialsOf(directory).rabbitmq;
  return new RabbitMq({ programs, directory, password, ports: numbersOf(settings) });
}
