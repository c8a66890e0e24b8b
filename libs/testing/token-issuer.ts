import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const ISSUER = 'http://issuer.test';
const AUDIENCE = 'order-saga';

export interface TokenIssuer {
  /** The variables of a service that is to trust it. */
  readonly environment: Readonly<Record<'AUTH_ISSUER' | 'AUTH_AUDIENCE' | 'AUTH_JWKS_URL', string>>;
  /** The Authorization header of somebody in this role, acting as this party. */
  bearer(role: string, partyId?: string): Promise<string>;
  close(): void;
}

/** Signs tokens as the gateway does, and serves the key to verify them by. */
export async function startTokenIssuer(): Promise<TokenIssuer> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const keys = [{ ...(await exportJWK(publicKey)), kid: 'test', alg: 'ES256' }];
  const server = createServer((_, response) => response.end(JSON.stringify({ keys }))).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const jwksUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return {
    environment: { AUTH_ISSUER: ISSUER, AUTH_AUDIENCE: AUDIENCE, AUTH_JWKS_URL: jwksUrl },
    bearer: async (role, partyId) => {
      const token = new SignJWT({ role, party_id: partyId })
        .setProtectedHeader({ alg: 'ES256', kid: 'test' })
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setSubject(partyId ?? role)
        .setExpirationTime('5m');
      return `Bearer ${await token.sign(privateKey)}`;
    },
    close: () => server.close(),
  };
}
