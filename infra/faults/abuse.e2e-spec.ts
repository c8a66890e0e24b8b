import { GatewayClient } from '#gateway-client';
import { eventually, martha } from '#testing';
import type { ServiceProcess } from '../local/index.js';
import { startLimitedGateway } from './abuse/limited-gateway.js';
import { RawClient, type RawAnswer } from './abuse/raw-client.js';

const promise = { row: 25, says: 'abuse is bounded' };

const MIB = 1024 * 1024;
/** All that a gateway may take of memory beyond what it had before; the bodies that come at once are 300 MiB. */
const MOST_GROWTH_BYTES = 250 * MIB;
/** Abusers come from one address, customers from another. */
const CUSTOMERS = '127.0.0.2';

let gateway: ServiceProcess;
let tokens: { readonly martha: string; readonly percy: string };
beforeAll(async () => {
  gateway = await startLimitedGateway();
  const tokenOf = async (username: string): Promise<string> =>
    (await GatewayClient.logIn(process.env.GATEWAY_URL ?? '', username)).token ?? '';
  tokens = { martha: await tokenOf('martha'), percy: await tokenOf('percy') };
});
afterAll(() => gateway.stop());

const request = (method: string, path: string, ...headers: readonly string[]): string =>
  [`${method} ${path} HTTP/1.1`, 'Host: gateway', ...headers, '', ''].join('\r\n');

function expectProblem({ head, body }: RawAnswer, slug: string): void {
  expect(head).toContain('content-type: application/problem+json');
  expect(body).toContain(`"type":"/problems/${slug}"`);
}

/** A customer at another address, in the midst of it all. */
async function expectServed(): Promise<void> {
  const client = await RawClient.connect(gateway.url, CUSTOMERS);
  await client.write(
    request('GET', `/consumers/${martha}`, `Authorization: Bearer ${tokens.martha}`, 'Connection: close'),
  );
  expect((await client.answers()).map(({ status }) => status)).toEqual([200]);
}

/** Asked from another address than the abusers', whose requests are refused. */
async function memoryBytes(): Promise<number> {
  const client = await RawClient.connect(gateway.url, CUSTOMERS);
  await client.write(request('GET', '/metrics', 'Connection: close'));
  const [answer] = await client.answers();
  const [, bytes] = /^process_resident_memory_bytes (\S+)/m.exec(answer?.body ?? '') ?? [];
  if (!bytes) throw new Error(`The metrics say nothing of memory: ${answer?.status}`);
  return Number(bytes);
}

describe(`promise ${promise.row}, ${promise.says}: a request`, () => {
  /**
   * What comes back to somebody who writes this. Who is refused while it still writes is reset, and the reset may
   * overtake the refusal: then it asks again.
   */
  const answerTo = (...parts: readonly string[]): Promise<RawAnswer> =>
    eventually(async () => {
      const client = await RawClient.connect(gateway.url, '127.0.0.3');
      for (const part of parts) await client.write(part);
      const [answer] = await client.answers();
      if (!answer) throw new Error('The connection was reset before an answer came');
      return answer;
    });
  const post = (body: string, ...headers: readonly string[]): string[] => {
    const authorization = `Authorization: Bearer ${tokens.percy}`;
    const type = 'Content-Type: application/json';
    return [request('POST', '/orders', authorization, type, 'Connection: close', ...headers), body];
  };
  const withLength = (body: string): string[] => post(body, `Content-Length: ${body.length}`);
  const nested = (depth: number): string => `{"lineItems":${'['.repeat(depth)}${']'.repeat(depth)}}`;
  const chunk = `${(64 * 1024).toString(16)}\r\n${'x'.repeat(64 * 1024)}\r\n`;

  it.each<[what: string, slug: string, parts: () => string[]]>([
    ['says that 10 MB will come', 'body-too-large', () => post('', `Content-Length: ${10 * MIB}`)],
    [
      'sends 10 MB and says nothing',
      'body-too-large',
      () => [...post('', 'Transfer-Encoding: chunked'), ...Array<string>(160).fill(chunk)],
    ],
    ['nests JSON deeply', 'malformed-json', () => withLength(nested(45_000))],
    ['names the prototype', 'malformed-json', () => withLength('{"__proto__":{"role":"operator"}}')],
    [
      'names the constructor’s prototype',
      'malformed-json',
      () => withLength('{"a":{"constructor":{"prototype":{"role":"operator"}}}}'),
    ],
    [
      'has huge headers',
      'request-header-fields-too-large',
      () => [request('GET', '/orders', `X: ${'x'.repeat(20_000)}`)],
    ],
    [
      'has many headers',
      'request-header-fields-too-large',
      () => [request('GET', '/orders', 'Connection: close', ...Array<string>(150).fill('X: x'))],
    ],
    [
      'has a long target',
      'uri-too-long',
      () => [request('GET', `/orders?${'x'.repeat(3_000)}`, 'Connection: close')],
    ],
    ['is no HTTP', 'bad-request', () => ['HELO gateway\r\n\r\n']],
    ['has two lengths', 'bad-request', () => post('{}', 'Content-Length: 2', 'Transfer-Encoding: chunked')],
  ])('that %s is refused: %s', async (_, slug, parts) => {
    expectProblem(await answerTo(...parts()), slug);
    await expectServed();
  });

  it('that never ends is given up, whether it stops in its headers or in its body', async () => {
    const slow = await Promise.all([
      answerTo('GET /orders HTTP/1.1\r\nHost: gateway\r\nX-Slow: '),
      answerTo(...post('{"consumerId"', 'Content-Length: 1000')),
      expectServed(),
    ]);
    expectProblem(slow[0], 'request-timeout');
    expectProblem(slow[1], 'request-timeout');
  });
});

describe('a flood', () => {
  const REQUESTS = 500;

  it('of requests, in one breath, is refused beyond the limit, and others are served', async () => {
    const client = await RawClient.connect(gateway.url);
    const one = request('GET', '/restaurants', `Authorization: Bearer ${tokens.percy}`);
    const last = request('GET', '/restaurants', 'Connection: close');
    await client.write(one.repeat(REQUESTS) + last);
    await expectServed();
    const answers = await client.answers();
    const refused = answers.filter(({ status }) => status === 429);
    expect(answers).toHaveLength(REQUESTS + 1);
    expect(refused.length).toBeGreaterThanOrEqual(REQUESTS - 2 * 50);
    expectProblem(refused[0]!, 'too-many-requests');
    expect(refused[0]?.head).toMatch(/^retry-after: \d+$/m);
  });

  it('of connections is refused beyond the limit, and others are served', async () => {
    const clients = await Promise.all(Array.from({ length: 100 }, () => RawClient.connect(gateway.url)));
    const [refused] = await Promise.any(clients.map((client) => client.answers()));
    expectProblem(refused!, 'too-many-requests');
    await expectServed();
    for (const client of clients) client.end();
  });

  it('of large bodies takes no memory with it', async () => {
    const before = await eventually(memoryBytes);
    for (let round = 0; round < 5; round++) {
      const clients = await Promise.all(Array.from({ length: 30 }, () => RawClient.connect(gateway.url)));
      const head = request(
        'POST',
        '/orders',
        'Content-Type: application/json',
        `Content-Length: ${10 * MIB}`,
      );
      await Promise.all(clients.map((client) => client.write(head + 'x'.repeat(10 * MIB))));
      for (const client of clients) client.end();
      await expectServed();
    }
    expect(await eventually(memoryBytes)).toBeLessThan(before + MOST_GROWTH_BYTES);
  });
});
