import type { StoreAddresses } from '#testing';
import { topologyDefaults } from '#messaging';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../local/index.js';

const { SECRETS_DIR = 'infra/docker/secrets', POSTGRES_PORT, AMQP_PORT } = process.env;

const passwordOf = (server: string): string =>
  encodeURIComponent(readFileSync(join(projectRoot, SECRETS_DIR, `${server}-password`), 'utf8').trim());

/** The books of the stack, through ports that only tests open. */
export const stores: StoreAddresses = {
  databaseUrl: (service) =>
    `postgres://postgres:${passwordOf('postgres')}@127.0.0.1:${POSTGRES_PORT}/${service}_service`,
  amqpUrl: `amqp://admin:${passwordOf('rabbitmq')}@127.0.0.1:${AMQP_PORT}`,
  ...topologyDefaults,
};

export interface Queue {
  readonly name: string;
  readonly leader: string;
  readonly members: readonly string[];
  /** Those of the members that run. */
  readonly online: readonly string[];
}

/** Rejects while the first broker node, whose management page is published, is away. */
export async function queues(): Promise<readonly Queue[]> {
  const authorization = `Basic ${btoa(`admin:${decodeURIComponent(passwordOf('rabbitmq'))}`)}`;
  const response = await fetch(`${process.env.MANAGEMENT_URL}/api/queues`, { headers: { authorization } });
  if (!response.ok) throw new Error(`The queues are not to be had: ${response.status}`);
  return (await response.json()) as readonly Queue[];
}
