import { JwksResponse } from '#contracts/rest';
import { ConfigError } from '#service-kit';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importPKCS8, type CryptoKey } from 'jose';

export const ALGORITHM = 'ES256';

/** What this issuer signs tokens with, and what others verify them by. */
export interface SigningKey {
  readonly privateKey: CryptoKey;
  readonly keyId: string;
  readonly jwks: JwksResponse;
}

/** The given key, or one that lives as long as the process. Throws ConfigError when the given one is none. */
export async function signingKey(pem: string | undefined): Promise<SigningKey> {
  const privateKey = pem === undefined ? await generate() : await importKey(pem);
  const { kty, crv, x, y } = await exportJWK(privateKey);
  const publicKey = { kty, crv, x, y } as const;
  const keyId = await calculateJwkThumbprint(publicKey);
  const keys = [{ ...publicKey, kid: keyId, alg: ALGORITHM, use: 'sig' }];
  return { privateKey, keyId, jwks: JwksResponse.parse({ keys }) };
}

const generate = async (): Promise<CryptoKey> =>
  (await generateKeyPair(ALGORITHM, { extractable: true })).privateKey;

/** In an environment file the line ends of a PEM are often written as `\n`. */
const importKey = (pem: string): Promise<CryptoKey> =>
  importPKCS8(pem.replaceAll('\\n', '\n'), ALGORITHM, { extractable: true }).catch(() => {
    throw new ConfigError(['AUTH_SIGNING_KEY must be a P-256 private key in PKCS#8 PEM.']);
  });
