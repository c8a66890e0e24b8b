import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createLocalJWKSet } from 'jose';
import { AuthModule } from '../auth/auth.module.js';
import { createHttpApp } from '../service/create-http-app.js';
import { HealthModule } from './health.module.js';
import { READINESS_CHECKS, readinessOf, type ReadinessCheck } from './readiness.js';

const up: ReadinessCheck = { name: 'database', check: () => true };
const down: ReadinessCheck = { name: 'broker', check: () => Promise.reject(new Error('away')) };

const start = (...checks: ReadinessCheck[]): Promise<NestFastifyApplication> => {
  const auth = AuthModule.forRoot({ issuer: 'i', audience: 'a', keys: createLocalJWKSet({ keys: [] }) });
  const providers = checks.length > 0 ? [{ provide: READINESS_CHECKS, useValue: checks }] : [];
  @Module({ imports: [HealthModule, auth], providers })
  class KitchenModule {}
  return createHttpApp(KitchenModule, { logger: false });
};

const ask = async (url: string, ...checks: ReadinessCheck[]) => {
  const app = await (await start(...checks)).init();
  const response = await app.inject({ url });
  await app.close();
  return { status: response.statusCode, body: response.json() as unknown };
};

describe('HealthModule', () => {
  it('is alive without a token, whatever is away', async () => {
    expect(await ask('/health/live', down)).toEqual({ status: 200, body: { status: 'alive' } });
  });

  it('is ready when every check is up', async () => {
    const body = { status: 'ready', checks: { database: 'up' } };
    expect(await ask('/health/ready', up)).toEqual({ status: 200, body });
  });

  it('is not ready when one check is down, and names it', async () => {
    const body = { status: 'not ready', checks: { database: 'up', broker: 'down' } };
    expect(await ask('/health/ready', up, down)).toEqual({ status: 503, body });
  });

  it('is ready when there is nothing to check', async () => {
    expect(await ask('/health/ready')).toEqual({ status: 200, body: { status: 'ready', checks: {} } });
  });

  it('takes a check that does not answer for down', async () => {
    const silent: ReadinessCheck = { name: 'silent', check: () => new Promise<boolean>(() => {}) };
    expect(await readinessOf([silent], 1)).toEqual({ status: 'not ready', checks: { silent: 'down' } });
  });
});
