import { delimiter } from 'node:path';
import { BARELY_LIMITED, LONG_DEADLINE, type Stage } from '../local/index.js';

/**
 * A way to start the system in containers, and the tests that it has to stand: those that look into its books first, the
 * one that empties them last.
 */
export interface Stack {
  readonly files: readonly string[];
  readonly up: Stage;
  readonly stages: readonly Stage[];
}

const stackOf = (files: readonly string[], stages: readonly Stage[]): Stack => ({
  files,
  up: {
    name: files.join('+'),
    title: `docker compose ${files.map((file) => `-f ${file}`).join(' ')} up`,
    needs: [],
  },
  stages,
});

const lost = (what: string, title: string): Stage => ({
  name: `containers-${what}`,
  title,
  needs: [],
  jestProject: 'containers',
  only: `lost-${what}`,
});

export const stacks: readonly Stack[] = [
  stackOf(
    ['docker-compose.yml'],
    [
      lost('service', 'Containers: a service is lost'),
      {
        name: 'containers-e2e',
        title: 'Containers: end-to-end tests',
        needs: [],
        jestProject: 'end-to-end',
        only: 'apps/api-gateway/e2e',
      },
      {
        name: 'containers-tutorial',
        title: 'Containers: tutorial',
        needs: [],
        jestProject: 'tutorial',
        env: { TUTORIAL_TARGET: 'compose' },
      },
    ],
  ),
  stackOf(
    ['docker-compose.yml', 'docker-compose.scale.yml', 'docker-compose.cluster.yml'],
    [lost('broker-node', 'Containers: a broker node is lost')],
  ),
];

/** Ports of its own, so that a system that runs is not disturbed. */
const ports = {
  GATEWAY_PORT: '28080',
  RABBITMQ_MANAGEMENT_PORT: '28082',
  POSTGRES_PORT: '28083',
  AMQP_PORT: '28084',
};

/** The variables by which Compose and the tests find the stack. */
export const environmentOf = ({ files }: Stack): Record<string, string> => ({
  ...BARELY_LIMITED,
  ...LONG_DEADLINE,
  ...ports,
  // Nobody balances over what is stopped here: a stop need not wait.
  DRAIN_MS: '0',
  COMPOSE_PROJECT_NAME: 'order-saga-test',
  COMPOSE_FILE: [...files, 'infra/ci/open-stores.yml'].join(delimiter),
  GATEWAY_URL: `http://localhost:${ports.GATEWAY_PORT}`,
  MANAGEMENT_URL: `http://localhost:${ports.RABBITMQ_MANAGEMENT_PORT}`,
});
