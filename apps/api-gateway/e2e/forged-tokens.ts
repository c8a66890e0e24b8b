import {
  exportJWK,
  exportSPKI,
  generateKeyPair,
  importJWK,
  SignJWT,
  UnsecuredJWT,
  type JWTPayload,
} from 'jose';
import type { CryptoKey, JWK, JWTHeaderParameters } from 'jose';
import { anonymous } from './callers.js';

type Forge = (genuine: string) => string | Promise<string>;

/** Tokens that somebody could make who has a token, and the key that the gateway publishes. */
export const forgeries: Readonly<Record<string, Forge>> = {
  'is no JWT': () => 'abc.def.ghi',
  'is not signed': (genuine) => new UnsecuredJWT(claimsOf(genuine)).encode(),
  'has lost its signature': (genuine) => genuine.replace(/[^.]+$/, ''),
  'has half its signature': (genuine) => genuine.slice(0, -43),
  'has the signature of another token': (genuine) =>
    [...genuine.split('.').slice(0, 2), [...(genuine.split('.')[2] ?? '')].toReversed().join('')].join('.'),
  'makes an operator of its owner': (genuine) => altered(genuine, { role: 'operator' }),
  'acts for another consumer': (genuine) => altered(genuine, { party_id: crypto.randomUUID() }),
  'never expires': (genuine) => altered(genuine, { exp: 32_503_680_000 }),
  'has expired': (genuine) => altered(genuine, { exp: 946_684_800 }),
  'is for another audience': (genuine) => altered(genuine, { aud: 'bank' }),
  'takes the public key, as PEM, for a shared secret': async (genuine) =>
    signedWithSecret(
      genuine,
      await exportSPKI((await importJWK(await publishedKey(), 'ES256')) as CryptoKey),
    ),
  'takes the public key, as JSON, for a shared secret': async (genuine) =>
    signedWithSecret(genuine, JSON.stringify(await publishedKey())),
  'is signed with a key of its own': async (genuine) => signedWithOwnKey(genuine, {}),
  'brings a key of its own': async (genuine) => signedWithOwnKey(genuine, { jwk: true }),
  'names a file with known content as its key': (genuine) =>
    signedWithSecret(genuine, '\0', { kid: '../../../../dev/zero' }),
  'names a query as its key': (genuine) => signedWithSecret(genuine, 'x', { kid: "' UNION SELECT 'x' --" }),
  'brings a certificate of its own': async (genuine) =>
    signedWithOwnKey(genuine, { x5c: ['MIIB'], x5u: 'http://127.0.0.1:1/certificate.pem' }),
  'says where to find a key of its own': async (genuine) =>
    signedWithOwnKey(genuine, { jku: 'http://127.0.0.1:1/jwks.json' }),
};

/** The key that verifies the gateway's tokens. */
export async function publishedKey(): Promise<JWK> {
  const { keys } = await anonymous.get<{ readonly keys: readonly JWK[] }>('/.well-known/jwks.json');
  return keys[0] ?? {};
}

const partOf = (token: string, index: number): JWTPayload =>
  JSON.parse(Buffer.from(token.split('.')[index] ?? '', 'base64url').toString('utf8')) as JWTPayload;

const claimsOf = (token: string): JWTPayload => partOf(token, 1);

/** Other claims above the signature of those that were there. */
function altered(token: string, claims: object): string {
  const [header, , signature] = token.split('.');
  const payload = Buffer.from(JSON.stringify({ ...claimsOf(token), ...claims })).toString('base64url');
  return [header, payload, signature].join('.');
}

const signedWithSecret = (token: string, secret: string, more: object = {}): Promise<string> =>
  new SignJWT(claimsOf(token))
    .setProtectedHeader({ ...partOf(token, 0), ...more, alg: 'HS256' })
    .sign(new TextEncoder().encode(secret));

async function signedWithOwnKey(
  token: string,
  more: { jwk?: true; jku?: string; x5c?: string[]; x5u?: string },
): Promise<string> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const jwk = more.jwk && { jwk: await exportJWK(publicKey) };
  const header = { ...partOf(token, 0), ...more, ...jwk } as JWTHeaderParameters;
  return new SignJWT(claimsOf(token)).setProtectedHeader(header).sign(privateKey);
}
