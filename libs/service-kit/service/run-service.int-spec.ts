import { eventually } from '#testing';
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';

/** A service as a process of its own, from the built library: what is tested is how it starts and ends. */
const run = (body: string): ChildProcessWithoutNullStreams =>
  spawn(process.execPath, ['--input-type=module', '--eval', `${PREAMBLE}\n${body}`]);

const PREAMBLE = `
  import { Controller, Get, Module } from '@nestjs/common';
  import { HealthModule, loadConfig, port, runService } from '#service-kit';
  import { z } from 'zod';
  class Kitchen {}
  Module({})(Kitchen);
  const service = (more) => ({ module: Kitchen, host: '127.0.0.1', port: 0, logLevel: 'info', ...more });
`;

async function endOf(service: ChildProcessWithoutNullStreams): Promise<{ code: unknown; said: string }> {
  const [said, [code]] = await Promise.all([text(service.stderr), once(service, 'exit')]);
  return { code, said };
}

async function firstRecordOf(service: ChildProcessWithoutNullStreams): Promise<Record<string, string>> {
  const [line] = (await once(createInterface(service.stdout), 'line')) as [string];
  return JSON.parse(line) as Record<string, string>;
}

describe('runService', () => {
  it('says in one line where it listens, and ends with 0 on SIGTERM', async () => {
    const service = run(`await runService('kitchen', () => service());`);
    const end = endOf(service);
    const { service: name, msg } = await firstRecordOf(service);
    expect(name).toBe('kitchen');
    const url = /^kitchen listens on (http:\/\/127\.0\.0\.1:\d+)$/.exec(msg!)?.[1];
    expect((await fetch(`${url}/nowhere`)).status).toBe(404);
    service.kill('SIGTERM');
    expect(await end).toEqual({ code: 0, said: '' });
  });

  it('receives messages by the strategy that the module provides, and closes it at the end', async () => {
    const service = run(`
      class Strategy {
        setTransportId() {}
        addHandler() {}
        setOnProcessingStartHook() {}
        setOnProcessingEndHook() {}
        listen(started) { started(); }
        close() { process.stderr.write('closed'); }
      }
      class Restaurant {}
      Module({ providers: [Strategy] })(Restaurant);
      await runService('restaurant', () => service({ module: Restaurant, microservice: Strategy }));
    `);
    const end = endOf(service);
    await firstRecordOf(service);
    service.kill('SIGINT');
    expect(await end).toEqual({ code: 0, said: 'closed' });
  });

  it('finishes the request in work before it ends', async () => {
    const service = run(`
      class Stove {
        async cook() {
          process.stderr.write('cooking');
          await new Promise((resolve) => process.once('SIGTERM', resolve));
          return 'done';
        }
      }
      Controller('stove')(Stove);
      Get()(Stove.prototype, 'cook', Object.getOwnPropertyDescriptor(Stove.prototype, 'cook'));
      class Restaurant {}
      Module({ controllers: [Stove] })(Restaurant);
      await runService('restaurant', () => service({ module: Restaurant }));
    `);
    const exit = once(service, 'exit');
    const { msg } = await firstRecordOf(service);
    const answer = fetch(`${msg!.split(' ').at(-1)}/stove`).then((response) => response.text());
    await once(service.stderr, 'data');
    service.kill('SIGTERM');
    expect(await answer).toBe('done');
    expect((await exit)[0]).toBe(0);
  });

  describe('that drains', () => {
    const draining = () =>
      run(`
        class Restaurant {}
        Module({ imports: [HealthModule] })(Restaurant);
        await runService('restaurant', () => service({ module: Restaurant, drainMs: 60_000 }));
      `);

    it('is not ready after SIGTERM, serves who comes all the same, and has them connect anew', async () => {
      const service = draining();
      const url = (await firstRecordOf(service)).msg!.split(' ').at(-1);
      expect((await fetch(`${url}/health/ready`)).headers.get('connection')).toBe('keep-alive');
      service.kill('SIGTERM');
      const checks = { accepting: 'down' };
      await eventually(async () =>
        expect(await (await fetch(`${url}/health/ready`)).json()).toEqual({ status: 'not ready', checks }),
      );
      const { status, headers } = await fetch(`${url}/health/live`);
      expect([status, headers.get('connection')]).toEqual([200, 'close']);
      service.kill('SIGKILL');
    });

    it('ends at once on SIGINT', async () => {
      const service = draining();
      const end = endOf(service);
      await firstRecordOf(service);
      service.kill('SIGINT');
      expect(await end).toEqual({ code: 0, said: '' });
    });
  });

  it('names the port that is in use', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const end = await endOf(run(`await runService('kitchen', () => service({ port: ${port} }));`));
    taken.close();
    const said = `kitchen: Port ${port} of 127.0.0.1 is in use: set PORT to a free one.\n`;
    expect(end).toEqual({ code: 1, said });
  });

  it('says what is wrong with its configuration', async () => {
    const service = run(`
      await runService('kitchen', () => service(loadConfig(z.object({ PORT: port }), { PORT: 'http' })));
    `);
    const said = 'kitchen: PORT must be a port number from 0 to 65535, but was "http".\n';
    expect(await endOf(service)).toEqual({ code: 1, said });
  });

  it.each(['Promise.reject(new Error("lost"));', 'setTimeout(() => { throw new Error("lost"); });'])(
    'ends with 1 after %s',
    async (accident) => {
      const service = run(`await runService('kitchen', () => service({ logLevel: 'fatal' })); ${accident}`);
      const end = endOf(service);
      expect(await firstRecordOf(service)).toMatchObject({ level: 'fatal', err: { message: 'lost' } });
      expect((await end).code).toBe(1);
    },
  );
});
