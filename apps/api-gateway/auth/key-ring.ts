import type { JwksResponse } from '#contracts/rest';
import { createLocalJWKSet, type JWTVerifyGetKey } from 'jose';
import type { SigningKey } from './signing-key.js';

/** The keys of this issuer at this moment. */
export interface KeyRing {
  /** Whether other gateways may have the same keys. */
  readonly isShared: boolean;
  /** Signs what is issued now. */
  current(): Promise<SigningKey>;
  /** All by which a valid token may be signed, and those that will sign next. */
  published(): Promise<JwksResponse>;
}

/** Keys that an operator rotates: the first signs, the others are published before they do, and after. */
export const givenKeys = (keys: readonly [SigningKey, ...SigningKey[]]): KeyRing => ({
  isShared: true,
  current: async () => keys[0],
  published: async () => keySetOf(keys),
});

export const keySetOf = (keys: readonly SigningKey[]): JwksResponse => ({
  keys: keys.map(({ publicKey }) => publicKey),
});

/** For `jwtVerify`, where the issuer itself verifies. Keys are imported when they first verify, and not again until they change. */
export function ownKeys(ring: KeyRing): JWTVerifyGetKey {
  let known: { readonly ids: string; readonly keys: JWTVerifyGetKey } | undefined;
  return async (header, token) => {
    const published = await ring.published();
    const ids = published.keys.map(({ kid }) => kid).join(' ');
    if (known?.ids !== ids) known = { ids, keys: createLocalJWKSet(published) };
    return known.keys(header, token);
  };
}
