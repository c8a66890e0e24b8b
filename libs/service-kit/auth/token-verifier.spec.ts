import { generateKeyPair, SignJWT, type JWTVerifyGetKey } from 'jose';
import { TokenVerifier } from './token-verifier.js';

const issuer = 'http://issuer.example';
const audience = 'order-saga';

describe('a token that comes again', () => {
  let pair: Awaited<ReturnType<typeof generateKeyPair>>;
  let keys: jest.Mock<ReturnType<JWTVerifyGetKey>>;
  let verifier: TokenVerifier;

  beforeAll(async () => (pair = await generateKeyPair('ES256')));
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] });
    keys = jest.fn(async () => pair.publicKey);
    verifier = new TokenVerifier({ issuer, audience, keys });
  });
  afterEach(() => jest.useRealTimers());

  const tokenFor = (seconds: number) =>
    new SignJWT({ sub: 'martha', role: 'consumer', iss: issuer, aud: audience })
      .setExpirationTime(Math.floor(Date.now() / 1_000) + seconds)
      .setProtectedHeader({ alg: 'ES256' })
      .sign(pair.privateKey);

  it('is believed for ten seconds, then its signature is looked at again', async () => {
    const token = await tokenFor(60);
    const martha = await verifier.verify(token);
    jest.advanceTimersByTime(9_999);
    expect(await verifier.verify(token)).toEqual(martha);
    expect(keys).toHaveBeenCalledTimes(1);
    jest.advanceTimersByTime(2);
    await verifier.verify(token);
    expect(keys).toHaveBeenCalledTimes(2);
  });

  it('is not believed beyond its end', async () => {
    const token = await tokenFor(3);
    await verifier.verify(token);
    jest.advanceTimersByTime(9_000);
    await expect(verifier.verify(token)).rejects.toThrow('expired');
  });

  it('is never believed for its looks: one that differs in its signature is looked at', async () => {
    const token = await tokenFor(60);
    await verifier.verify(token);
    const forged = token.replace(/.{10}$/, 'AAAAAAAAAA');
    await expect(verifier.verify(forged)).rejects.toThrow('not valid');
  });
});
