import { createLocalJWKSet, decodeJwt, exportPKCS8, generateKeyPair, jwtVerify } from 'jose';
import { signingKey } from './signing-key.js';
import { TokenIssuer } from './token-issuer.js';

const pem = async () => exportPKCS8((await generateKeyPair('ES256', { extractable: true })).privateKey);
const options = { issuer: 'http://localhost:8080', audience: 'order-saga', lifetimeS: 60 };

describe('signingKey', () => {
  it('publishes the public half alone', async () => {
    const { jwks, keyId } = await signingKey(undefined);
    expect(jwks.keys).toEqual([
      {
        kty: 'EC',
        crv: 'P-256',
        x: expect.any(String),
        y: expect.any(String),
        kid: keyId,
        alg: 'ES256',
        use: 'sig',
      },
    ]);
  });

  it('is the same for every gateway that is given the same key, however its line ends are written', async () => {
    const given = await pem();
    const keys = await Promise.all([signingKey(given), signingKey(given.replaceAll('\n', '\\n'))]);
    expect(keys[0].jwks).toEqual(keys[1].jwks);
  });

  it('is another one in every gateway that is given none', async () => {
    expect((await signingKey(undefined)).keyId).not.toBe((await signingKey(undefined)).keyId);
  });

  it('refuses what is no key, without repeating it', async () => {
    await expect(signingKey('hunter2')).rejects.toThrow(
      /^AUTH_SIGNING_KEY must be a P-256 private key in PKCS#8 PEM\.$/,
    );
  });
});

describe('TokenIssuer', () => {
  it('issues a token that verifies by the published keys and says who calls', async () => {
    const key = await signingKey(undefined);
    const response = await new TokenIssuer(key, options).issue({
      username: 'martha',
      role: 'consumer',
      partyId: 'c1',
    });
    expect(response).toMatchObject({ token_type: 'Bearer', expires_in: 60 });
    const { payload } = await jwtVerify(response.access_token, createLocalJWKSet(key.jwks), options);
    expect(payload).toMatchObject({ sub: 'martha', role: 'consumer', party_id: 'c1' });
    expect(payload.exp! - payload.iat!).toBe(60);
  });

  it('gives an operator no party', async () => {
    const issuer = new TokenIssuer(await signingKey(undefined), options);
    const { access_token } = await issuer.issue({ username: 'operator', role: 'operator' });
    expect(decodeJwt(access_token)).not.toHaveProperty('party_id');
  });
});
