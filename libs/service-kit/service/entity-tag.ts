import { createHash } from 'node:crypto';

/** Everybody keeps their own copy, and asks whether it is still good: answers depend on who asks, and may change. */
export const REVALIDATE = 'private, no-cache';
/** Half of SHA-256: as good as unique. */
const DIGEST_CHARACTERS = 22;

/**
 * A strong entity tag for exactly these bytes (RFC 9110, section 8.8.3). A tag that their author gave them goes before the
 * digest, so that who gets it back can tell the version: of `"7"` comes `"7-x1yz.."`.
 */
export function entityTagOf(body: string, given?: string): string {
  const digest = createHash('sha256').update(body).digest('base64url').slice(0, DIGEST_CHARACTERS);
  return given === undefined ? `"${digest}"` : `${given.replace(/"$/, '')}-${digest}"`;
}

/** True when If-None-Match names the tag, so that the client has what it would get; a weak comparison, as the RFC asks. */
export const isKnown = (ifNoneMatch: string | undefined, entityTag: string): boolean =>
  ifNoneMatch?.split(',').some((known) => ['*', opaque(entityTag)].includes(opaque(known.trim()))) ?? false;

const opaque = (entityTag: string): string => entityTag.replace(/^W\//, '');
