import { randomUUID } from 'node:crypto';
import { requiredVariable } from './required-variable.js';

export interface TestBroker {
  readonly url: string;
  drop(): Promise<void>;
}

/** A virtual host of its own on the test broker, so that test files do not see each other's queues. */
export async function createTestBroker(): Promise<TestBroker> {
  const vhost = `test-${randomUUID()}`;
  await manage('PUT', vhost);
  const url = new URL(requiredVariable('TEST_AMQP_ADMIN_URL'));
  url.pathname = `/${vhost}`;
  return { url: url.href, drop: () => manage('DELETE', vhost) };
}

async function manage(method: 'PUT' | 'DELETE', vhost: string): Promise<void> {
  const management = new URL(requiredVariable('TEST_AMQP_MANAGEMENT_URL'));
  const authorization = `Basic ${btoa(`${management.username}:${management.password}`)}`;
  const target = new URL(`/api/vhosts/${vhost}`, management.origin);
  const response = await fetch(target, { method, headers: { authorization } });
  if (!response.ok)
    throw new Error(`${method} ${target.pathname}: ${response.status} ${await response.text()}`);
}
