import { randomUUID } from 'node:crypto';
import { requiredVariable } from './required-variable.js';

export interface TestBroker {
  readonly url: string;
  /** Queues whose names match refuse what would make them longer. */
  limitQueues(pattern: string, maxLength: number): Promise<void>;
  drop(): Promise<void>;
}

/** A virtual host of its own on the test broker, so that test files do not see each other's queues. */
export async function createTestBroker(): Promise<TestBroker> {
  const vhost = `test-${randomUUID()}`;
  await manage('PUT', `vhosts/${vhost}`);
  const url = new URL(requiredVariable('TEST_AMQP_ADMIN_URL'));
  url.pathname = `/${vhost}`;
  return {
    url: url.href,
    limitQueues: (pattern, maxLength) =>
      manage('PUT', `policies/${vhost}/limit`, { pattern, definition: { 'max-length': maxLength } }),
    drop: () => manage('DELETE', `vhosts/${vhost}`),
  };
}

async function manage(method: 'PUT' | 'DELETE', path: string, body?: object): Promise<void> {
  const management = new URL(requiredVariable('TEST_AMQP_MANAGEMENT_URL'));
  const authorization = `Basic ${btoa(`${management.username}:${management.password}`)}`;
  const target = new URL(`/api/${path}`, management.origin);
  const response = await fetch(target, {
    method,
    headers: { authorization, 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
  });
  if (!response.ok)
    throw new Error(`${method} ${target.pathname}: ${response.status} ${await response.text()}`);
}
