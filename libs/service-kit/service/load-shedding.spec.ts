import { eventually } from '#testing';
import { Controller, Get, Module } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Registry } from 'prom-client';
import { provide } from '../composition/provide.js';
import { MetricsModule } from '../metrics/metrics.module.js';
import { createHttpApp } from './create-http-app.js';
import { PreferredWait, type Wait } from '../waiting/preferred-wait.js';
import { LoadShedding } from './load-shedding.js';

const MOST = 2;
const cooking: (() => void)[] = [];

@Controller()
class KitchenController {
  @Get('slow')
  slow(): Promise<string> {
    return new Promise((resolve) => cooking.push(() => resolve('done')));
  }

  @Get('patient')
  patient(@PreferredWait() _wait: Wait | undefined): Promise<string> {
    return this.slow();
  }

  @Get('broken')
  broken(): never {
    throw new Error('the oven is cold');
  }

  @Get('health/live')
  live(): string {
    return 'alive';
  }
}

@Module({
  imports: [MetricsModule],
  controllers: [KitchenController],
  providers: [provide(LoadShedding, [HttpAdapterHost, Registry, MOST])],
})
class KitchenModule {}

describe('LoadShedding', () => {
  let app: NestFastifyApplication;
  let origin: string;
  beforeEach(async () => {
    app = await createHttpApp(KitchenModule, { logger: false });
    await app.listen(0, '127.0.0.1');
    origin = await app.getUrl();
  });
  afterEach(() => app.close());

  const ask = (path: string, init?: RequestInit) => fetch(`${origin}${path}`, init);
  const finish = (): void => cooking.splice(0).forEach((done) => done());
  const fill = async (init?: RequestInit) => {
    const filling = Array.from({ length: MOST }, () => ask('/slow', init));
    await eventually(() => expect(cooking).toHaveLength(MOST));
    return filling;
  };

  it('refuses at once what is more than it can take on, and says when to come again', async () => {
    const filling = await fill();
    const refused = await ask('/slow');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await refused.json()).toMatchObject({ type: '/problems/overloaded', instance: '/slow' });
    finish();
    expect((await Promise.all(filling)).map(({ status }) => status)).toEqual([200, 200]);
  });

  it('takes on more when it is done, whatever came of it', async () => {
    for (let time = 0; time <= MOST; time++) expect((await ask('/broken')).status).toBe(500);
    for (let time = 0; time <= MOST; time++) expect((await ask('/nowhere')).status).toBe(404);
    await Promise.all([...(await fill()), finish()]);
    await Promise.all([...(await fill()), finish()]);
  });

  it('tells how it is, and lets wait who means to, all the same', async () => {
    const filling = await fill();
    expect((await ask('/health/live')).status).toBe(200);
    const waiting = ask('/patient', { headers: { prefer: 'respond-async, wait=5' } });
    await eventually(() => expect(cooking).toHaveLength(MOST + 1));
    await ask('/slow');
    const metrics = await (await ask('/metrics')).text();
    expect(metrics).toContain(`http_requests_at_work ${MOST}\n`);
    expect(metrics).toContain('http_requests_shed_total 1\n');
    finish();
    await Promise.all([...filling, waiting]);
  });

  it.each([
    ['/slow', 'wait=5'],
    ['/patient', 'wait=0'],
    ['/patient', 'await=5'],
    ['/metrics-of-nothing', ''],
  ])('takes %s with Prefer: %s for work', async (path, prefer) => {
    const filling = await fill();
    expect((await ask(path, { headers: { prefer } })).status).toBe(503);
    finish();
    await Promise.all(filling);
  });

  it('counts what it works on though nobody waits for it any more', async () => {
    const client = new AbortController();
    const filling = await fill({ signal: client.signal });
    client.abort();
    await Promise.allSettled(filling);
    expect((await ask('/slow')).status).toBe(503);
    finish();
    await Promise.all([...(await fill()), finish()]);
  });
});
