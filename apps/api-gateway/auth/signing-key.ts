import { PublicKey } from '#contracts/rest';
import { ConfigError } from '#service-kit';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importPKCS8, type CryptoKey } from 'jose';

export const ALGORITHM = 'ES256';

const PEM = /-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----/g;

/** What this issuer signs tokens with, and what others verify them by. */
export interface SigningKey {
  readonly privateKey: CryptoKey;
  readonly keyId: string;
  readonly publicKey: PublicKey;
}

export async function generateSigningKey(): Promise<SigningKey> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  return signingKeyOf(privateKey);
}

/** One key or several, as PEM blocks one after the other. Throws ConfigError when one is none. */
export async function importSigningKeys(pems: string): Promise<readonly [SigningKey, ...SigningKey[]]> {
  // In an environment file the line ends of a PEM are often written as `\n`.
  const blocks = pems.replaceAll('\\n', '\n').match(PEM) ?? [];
  const [first, ...others] = await Promise.all(blocks.map(importKey));
  if (!first) throw noKey();
  return [first, ...others];
}

const importKey = async (pem: string): Promise<SigningKey> =>
  signingKeyOf(
    await importPKCS8(pem, ALGORITHM, { extractable: true }).catch(() => {
      throw noKey();
    }),
  );

const noKey = (): ConfigError =>
  new ConfigError(['AUTH_SIGNING_KEYS must be P-256 private keys in PKCS#8 PEM, one after the other.']);

async function signingKeyOf(privateKey: CryptoKey): Promise<SigningKey> {
  const { kty, crv, x, y } = await exportJWK(privateKey);
  const keyId = await calculateJwkThumbprint({ kty, crv, x, y });
  const publicKey = PublicKey.parse({ kty, crv, x, y, kid: keyId, alg: ALGORITHM, use: 'sig' });
  return { privateKey, keyId, publicKey };
}
