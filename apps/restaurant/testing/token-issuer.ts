import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export const issuer = 'http://issuer.test';
export const audience = 'order-saga';

export interface TokenIssuer {
  readonly jwksUrl: string;
  /** The value of an Authorization header. */
  bearer(role: string, partyId?: string): Promise<string>;
  close(): void;
}

/** Signs tokens as the gateway does, and serves the key to verify them by. */
export async function startTokenIssuer(): Promise<TokenIssuer> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const keys = [{ ...(await exportJWK(publicKey)), kid: 'test', alg: 'ES256' }];
  const server = createServer((_, response) => response.end(JSON.stringify({ keys }))).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    jwksUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    bearer: async (role, partyId) => {
      const token = new SignJWT({ role, party_id: partyId })
        .setProtectedHeader({ alg: 'ES256', kid: 'test' })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(role)
        .setExpirationTime('5m');
      return `Bearer ${await token.sign(privateKey)}`;
    },
    close: () => server.close(),
  };
}
