import { createLocalJWKSet, jwtVerify } from 'jose';
import { givenKeys, ownKeys } from './key-ring.js';
import { RotatingKeys } from './rotating-keys.js';
import { generateSigningKey } from './signing-key.js';
import { TokenIssuer } from './token-issuer.js';

const INTERVAL_MS = 1_000;
const STEPS_PER_INTERVAL = 4;
const options = {
  issuer: 'http://localhost:8080',
  audience: 'order-saga',
  lifetimeS: 60,
  claims: { role: 'role', party: 'party_id' },
};
const martha = { username: 'martha', role: 'consumer', partyId: 'c1' } as const;

const idsOf = ({ keys }: { readonly keys: readonly { readonly kid?: string }[] }) =>
  keys.map(({ kid }) => kid);

describe('keys that rotate', () => {
  let now: number;
  let ring: RotatingKeys;
  beforeEach(async () => {
    now = 0;
    ring = await RotatingKeys.generate(INTERVAL_MS, () => now);
  });

  it('are published before they sign, and after', async () => {
    const [first, second] = idsOf(await ring.published());
    expect((await ring.current()).keyId).toBe(first);
    now += INTERVAL_MS;
    expect((await ring.current()).keyId).toBe(second);
    const [current, next, previous] = idsOf(await ring.published());
    expect([current, previous]).toEqual([second, first]);
    now += INTERVAL_MS;
    expect((await ring.current()).keyId).toBe(next);
    expect(idsOf(await ring.published())).not.toContain(first);
  });

  it('turn once, however many ask at that moment', async () => {
    const [, next] = idsOf(await ring.published());
    now += INTERVAL_MS;
    const keys = await Promise.all(Array.from({ length: 20 }, () => ring.current()));
    expect(new Set(keys.map(({ keyId }) => keyId))).toEqual(new Set([next]));
  });

  it('refuse no token within its life, by the keys of now and by those that were fetched an interval ago', async () => {
    const issuer = new TokenIssuer(ring, options);
    const issued: { readonly token: string; readonly at: number }[] = [];
    let fetched = await ring.published();
    for (let step = 0; step < 6 * STEPS_PER_INTERVAL; step++, now += INTERVAL_MS / STEPS_PER_INTERVAL) {
      issued.push({ token: (await issuer.issue(martha)).access_token, at: now });
      for (const { token } of issued.filter(({ at }) => now - at < INTERVAL_MS))
        await jwtVerify(token, ownKeys(ring));
      for (const { token } of issued.filter(({ at }) => now - at < INTERVAL_MS / STEPS_PER_INTERVAL))
        await jwtVerify(token, createLocalJWKSet(fetched));
      if (step % STEPS_PER_INTERVAL === 0) fetched = await ring.published();
    }
  });
});

describe('keys that are given', () => {
  it('are all published, and the first signs', async () => {
    const keys = [await generateSigningKey(), await generateSigningKey()] as const;
    const ring = givenKeys(keys);
    expect(await ring.current()).toBe(keys[0]);
    expect(await ring.published()).toEqual({ keys: keys.map(({ publicKey }) => publicKey) });
  });
});

describe('TokenIssuer', () => {
  const issue = async (changes: object, identity: Parameters<TokenIssuer['issue']>[0] = martha) => {
    const ring = givenKeys([await generateSigningKey()]);
    const response = await new TokenIssuer(ring, { ...options, ...changes }).issue(identity);
    const { payload } = await jwtVerify(response.access_token, ownKeys(ring), options);
    return { response, payload };
  };

  it('issues a token that verifies by the published keys and says who calls', async () => {
    const { response, payload } = await issue({});
    expect(response).toMatchObject({ token_type: 'Bearer', expires_in: 60 });
    expect(payload).toMatchObject({ sub: 'martha', role: 'consumer', party_id: 'c1' });
    expect(payload.exp! - payload.iat!).toBe(60);
  });

  it('gives an operator no party', async () => {
    const { payload } = await issue({}, { username: 'operator', role: 'operator' });
    expect(payload).not.toHaveProperty('party_id');
  });

  it('names its claims as everybody is configured to read them', async () => {
    const { payload } = await issue({ claims: { role: 'r', party: 'p' } });
    expect(payload).toMatchObject({ r: 'consumer', p: 'c1' });
  });
});
