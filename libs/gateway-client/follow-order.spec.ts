import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { followOrder } from './follow-order.js';
import { GatewayClient } from './gateway-client.js';
import { GatewayRefusal } from './gateway-refusal.js';

type Answering = (response: ServerResponse) => void;

const says =
  (status: number, headers = {}): Answering =>
  (response) =>
    response.writeHead(status, headers).end();
const begins = (response: ServerResponse, version: number): ServerResponse => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(`id: ${version}\ndata: ${JSON.stringify({ version })}\n\n`);
  return response;
};
const shows =
  (version: number): Answering =>
  (response) =>
    begins(response, version).end();
const fallsSilentAfter =
  (version: number): Answering =>
  (response) =>
    void begins(response, version);

const SHORT_SILENCE_MS = 200;

describe('the versions of an order', () => {
  let server: Server;
  let answers: Answering[];
  let answerTo: (behind: unknown) => Answering;
  let askedBehind: unknown[];
  beforeEach(async () => {
    askedBehind = [];
    answerTo = () => answers.shift() ?? says(204);
    server = createServer((request: IncomingMessage, response) => {
      const behind = request.headers['last-event-id'];
      askedBehind.push(behind);
      answerTo(behind)(response);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const follow = async (silenceMs?: number): Promise<number[]> => {
    const client = new GatewayClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const versions: number[] = [];
    for await (const { version } of followOrder(client, 'order-1', silenceMs)) versions.push(version);
    return versions;
  };

  it('are taken up again behind the last one until there are no more', async () => {
    answers = [shows(1), shows(2)];
    expect(await follow()).toEqual([1, 2]);
    expect(askedBehind).toEqual(['0', '1', '2']);
  });

  it.each([429, 500, 502, 503, 504])('are asked for again after %d', async (status) => {
    answers = [says(status), shows(1)];
    expect(await follow()).toEqual([1]);
  });

  it.each([401, 403, 404])('are not asked for again after %d', async (status) => {
    answers = [says(status), shows(1)];
    await expect(follow()).rejects.toThrow(GatewayRefusal);
    expect(askedBehind).toEqual(['0']);
  });

  it('are asked for again when a stream says nothing any more, or no answer comes', async () => {
    answers = [() => undefined];
    answerTo = (behind) => {
      if (behind === '0') return fallsSilentAfter(1);
      return behind === '1' ? (answers.shift() ?? shows(2)) : says(204);
    };
    expect(await follow(SHORT_SILENCE_MS)).toEqual([1, 2]);
    expect([...new Set(askedBehind)]).toEqual(['0', '1', '2']);
    expect(askedBehind.filter((behind) => behind === '1').length).toBeGreaterThan(1);
  });
});
