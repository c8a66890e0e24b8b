import type { ServerResponse } from 'node:http';

/** What the hooks at the edge need of Fastify's request. */
export interface EdgeRequest {
  readonly method: string;
  readonly url: string;
  /** The caller's address, as far as the proxies before us are trusted. */
  readonly ip: string;
  readonly protocol: string;
  /** Those of the raw request: what is written here, the controllers read. */
  readonly headers: Record<string, string | readonly string[] | undefined>;
  readonly raw: { readonly rawHeaders: readonly string[] };
  readonly routeOptions: { readonly url?: string };
}

export interface EdgeReply {
  readonly statusCode: number;
  readonly elapsedTime: number;
  readonly sent: boolean;
  readonly raw: ServerResponse;
  getHeader(name: string): number | string | readonly string[] | undefined;
  header(name: string, value: string): EdgeReply;
  headers(values: Readonly<Record<string, string>>): EdgeReply;
  status(code: number): EdgeReply;
  send(body: Buffer): unknown;
}

export type Hook = (request: EdgeRequest, reply: EdgeReply, done: () => void) => void;

/** What they need of Fastify itself. */
export interface EdgeServer {
  addHook(name: 'onRequest' | 'onResponse', hook: Hook): unknown;
}
