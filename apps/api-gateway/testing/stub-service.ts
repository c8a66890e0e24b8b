import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface ReceivedRequest {
  readonly method?: string;
  readonly url?: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

type Behaviour = (request: ReceivedRequest, response: ServerResponse) => void;

/** An HTTP peer that behaves as the test says: answers, breaks off, or keeps silent. */
export class StubService {
  readonly received: ReceivedRequest[] = [];
  behave: Behaviour = json(200, {});
  port = 0;

  private constructor(
    private readonly server: Server,
    private readonly address: string,
  ) {}

  /** On a free port, unless another is to be had at this address. */
  static async start({ address = '127.0.0.1', port = 0 } = {}): Promise<StubService> {
    const server = createServer((request, response) => void stub.serve(request, response));
    const stub = new StubService(server, address);
    await stub.listen(port);
    return stub;
  }

  get url(): string {
    return `http://${this.address}:${this.port}`;
  }

  async stop(): Promise<void> {
    if (!this.server.listening) return;
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  /** Listens again where it did before it was stopped. */
  resume(): Promise<void> {
    return this.listen(this.port);
  }

  private async listen(port: number): Promise<void> {
    this.server.listen(port, this.address);
    await once(this.server, 'listening');
    ({ port: this.port } = this.server.address() as AddressInfo);
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, url, headers } = request;
    const received = { method, url, headers, body: await text(request) };
    this.received.push(received);
    this.behave(received, response);
  }
}

export const json =
  (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Behaviour =>
  (_, response) =>
    void response
      .writeHead(status, { 'content-type': 'application/json', ...headers })
      .end(JSON.stringify(body));

/** Takes the request and never answers. */
export const silent: Behaviour = () => {};

/** Begins an answer and never ends it. */
export const endless: Behaviour = (_, response) => void response.writeHead(200).write('{');

export const resets: Behaviour = (_, response) => void response.destroy();

/** Ends the connection in the middle of an answer. */
export const breaksOff: Behaviour = (_, response) =>
  void response.writeHead(200).write('{', () => response.destroy());
