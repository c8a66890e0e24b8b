import { Pool } from 'undici';
import { samosaFor } from '../cast.js';
import type { RunningSubject } from '../subjects/subject.js';

/** A request for an order, and what came of it. Times are the wall clock's, in milliseconds. */
export interface Posting {
  readonly reference: string;
  /** When it was to be sent. */
  readonly dueAt: number;
  readonly answeredAt: number;
  /** Known when it was accepted. */
  readonly orderId?: string;
  readonly status: number;
  /** What was said instead of an order. */
  readonly refusal?: string;
}

export interface Poster {
  /** Never rejects: what is not answered has the status 0. */
  post(dueAt: number): Promise<Posting>;
  close(): Promise<void>;
}

const CONTENT = { 'content-type': 'application/json' };

/** Posts orders of all consumers in turn, over at most so many connections. */
export function openPoster(
  subject: RunningSubject,
  options: { readonly name: string; readonly connections: number; readonly clock: () => number },
): Poster {
  const { name, connections, clock } = options;
  const pool = new Pool(subject.url, { connections });
  const headers = { ...CONTENT, ...subject.headers };
  let count = 0;
  const send = async (body: string): Promise<Pick<Posting, 'status' | 'orderId' | 'refusal'>> => {
    const answer = await pool.request({ path: '/orders', method: 'POST', headers, body });
    const text = await answer.body.text();
    const orderId = /"orderId":"([^"]+)"/.exec(text)?.[1];
    return { status: answer.statusCode, ...(orderId ? { orderId } : { refusal: text }) };
  };
  return {
    async post(dueAt) {
      const reference = `${name}-${count++}`;
      const body = samosaFor(subject.consumerIds[count % subject.consumerIds.length], reference);
      const answer = await send(body).catch(({ message }: Error) => ({ status: 0, refusal: message }));
      return { reference, dueAt, answeredAt: clock(), ...answer };
    },
    close: () => pool.close(),
  };
}
