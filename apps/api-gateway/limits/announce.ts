import type { EdgeReply } from '#service-kit';
import type { Rest } from './rate-limit.js';

/** Tells what is left, beside what other limits have told (draft-ietf-httpapi-ratelimit-headers-10). */
export function announce(reply: EdgeReply, { quota, requests, seconds }: Rest): void {
  append(reply, 'ratelimit-policy', `"${quota.name}";q=${quota.requests};w=${quota.windowS}`);
  append(reply, 'ratelimit', `"${quota.name}";r=${requests};t=${seconds}`);
}

function append(reply: EdgeReply, name: string, item: string): void {
  const told = reply.getHeader(name);
  reply.header(name, told === undefined ? item : `${String(told)}, ${item}`);
}
