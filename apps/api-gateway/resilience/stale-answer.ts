import { isKnown } from '#service-kit';
import type { DownstreamAnswer } from '../clients/exchange.js';
import type { KeptCopy } from './kept-copies.js';

/**
 * A copy as an answer: with its Age (RFC 9111, section 5.1), and `stale: true` in its JSON, where programs and people
 * look first; the header that was meant for it, Warning, is obsolete. It has no ETag: the mark in a caller's copy
 * would outlive a 304 of the service that has come back, and nobody should change a menu that he has not seen anew.
 */
export function staleAnswer({ answer, keptAt }: KeptCopy, ifNoneMatch: string | undefined): DownstreamAnswer {
  const { etag, ...headers } = answer.headers;
  const age = String(Math.floor((performance.now() - keptAt) / 1_000));
  if (etag !== undefined && isKnown(ifNoneMatch, etag))
    return { status: 304, headers: { etag, age }, body: Buffer.alloc(0) };
  return { status: 200, headers: { ...headers, age }, body: marked(answer.body) };
}

/** They lead everybody where they lead one caller. What others may do hangs on who they are, and on the service. */
const SHARED_LINKS = ['self', 'first', 'next'];

function marked(body: Buffer): Buffer {
  const content = JSON.parse(body.toString('utf8'), withSharedLinks) as object;
  return Buffer.from(JSON.stringify({ ...content, stale: true }));
}

const withSharedLinks = (key: string, value: object): unknown =>
  key === '_links'
    ? Object.fromEntries(Object.entries(value).filter(([name]) => SHARED_LINKS.includes(name)))
    : value;
