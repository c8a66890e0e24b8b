import type { JSONWebKeySet, JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { RemoteKeys } from './remote-keys.js';

const FETCH_TIMEOUT_MS = 2_000;

const DiscoveryDocument = z.object({ issuer: z.string(), jwks_uri: z.url({ protocol: /^https?$/ }) });

/** The issuer's keys, fetched from the given address, or from the one that the issuer itself names (OpenID Connect Discovery 1.0). */
export function issuerKeys(issuer: string, jwksUrl: string | undefined): JWTVerifyGetKey {
  return new RemoteKeys(async () => fetchKeySet(jwksUrl ?? (await discoverJwksUrl(issuer)))).find;
}

const fetchKeySet = async (jwksUrl: string): Promise<JSONWebKeySet> =>
  (await fetchJson(jwksUrl)) as JSONWebKeySet;

/** Section 4.3: a document that names another issuer is not believed. */
async function discoverJwksUrl(issuer: string): Promise<string> {
  const document = await fetchJson(`${issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`);
  const { issuer: named, jwks_uri: jwksUrl } = DiscoveryDocument.parse(document);
  if (named !== issuer) throw new Error(`The discovery document of ${issuer} is that of ${named}`);
  return jwksUrl;
}

async function fetchJson(url: string): Promise<unknown> {
  const signal = AbortSignal.timeout(FETCH_TIMEOUT_MS);
  const response = await fetch(url, { signal, redirect: 'error', headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.json();
}
