import { eventually } from '#testing';
import { Controller, Get, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough, type Readable } from 'node:stream';
import { ServiceLogger } from '../logging/service-logger.js';
import { MetricsModule } from '../metrics/metrics.module.js';
import { createHttpApp } from '../service/create-http-app.js';

let finish: () => void;

@Controller()
class KitchenController {
  @Get('dish')
  dish(): Promise<string> {
    return new Promise((resolve) => (finish = () => resolve('Chicken Vindaloo')));
  }

  @Get('courses')
  courses(): Readable {
    const courses = new PassThrough();
    courses.write('Samosas');
    return courses;
  }
}

@Module({ imports: [MetricsModule], controllers: [KitchenController] })
class KitchenModule {}

describe('a request whose client leaves', () => {
  let app: NestFastifyApplication;
  let lines: object[];
  beforeEach(async () => {
    lines = [];
    const write = (line: string) => void lines.push(JSON.parse(line) as object);
    app = await createHttpApp(KitchenModule, { logger: new ServiceLogger('kitchen', 'info', { write }) });
    await app.listen(0, '127.0.0.1');
    lines = [];
  });
  afterEach(() => app.close());

  const ask = (path: string) => {
    const { port } = app.getHttpServer().address() as AddressInfo;
    const call = request({ host: '127.0.0.1', port, path }).on('error', () => undefined);
    call.end();
    return call;
  };
  const reported = (line: object, labels: string) =>
    eventually(async () => {
      expect(lines).toEqual([expect.objectContaining({ context: 'Access', ...line })]);
      const { body } = await app.inject({ url: '/metrics' });
      expect(body).toContain(`http_request_duration_seconds_count{method="GET",${labels}} 1\n`);
    });

  it('before there is an answer is logged and measured without a status, once', async () => {
    const requested = once(app.getHttpServer(), 'request');
    const call = ask('/dish');
    await requested;
    await eventually(() => expect(finish).toBeDefined());
    call.destroy();
    const line = { msg: 'GET /dish aborted', aborted: true, route: '/dish' };
    await reported(line, 'route="/dish",status="aborted"');
    expect(lines[0]).not.toHaveProperty('status');
    finish();
    await app.close();
    expect(lines).toHaveLength(1);
  });

  it('in the midst of it is logged with the status that it has seen', async () => {
    const call = ask('/courses');
    const [response] = (await once(call, 'response')) as [IncomingMessage];
    response.on('error', () => undefined);
    call.destroy();
    const line = { msg: 'GET /courses 200 aborted', status: 200, aborted: true };
    await reported(line, 'route="/courses",status="aborted"');
  });

  it('after it is no such request', async () => {
    const call = ask('/nowhere');
    const [response] = (await once(call, 'response')) as [IncomingMessage];
    await once(response.resume(), 'end');
    call.destroy();
    await reported({ msg: 'GET unknown 404', status: 404 }, 'route="unknown",status="404"');
    expect(lines[0]).not.toHaveProperty('aborted');
  });
});
