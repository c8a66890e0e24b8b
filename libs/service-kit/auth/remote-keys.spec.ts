import { exportJWK, generateKeyPair, jwtVerify, SignJWT, type JSONWebKeySet } from 'jose';
import { RemoteKeys } from './remote-keys.js';

const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;

interface Issuer {
  keys: JSONWebKeySet['keys'];
  fetches: number;
  isAway: boolean;
  /** It takes connections and never answers. */
  isSilent: boolean;
  sign(kid?: string): Promise<string>;
  /** From now on another key signs, and it alone is published. */
  restart(kid: string): Promise<void>;
}

async function startIssuer(): Promise<Issuer> {
  let pair = await generateKeyPair('ES256');
  const issuer: Issuer = {
    keys: [],
    fetches: 0,
    isAway: false,
    isSilent: false,
    sign: (kid = issuer.keys[0]?.kid) =>
      new SignJWT().setProtectedHeader({ alg: 'ES256', kid }).setExpirationTime('1h').sign(pair.privateKey),
    restart: async (kid) => {
      pair = await generateKeyPair('ES256');
      issuer.keys = [{ ...(await exportJWK(pair.publicKey)), kid }];
    },
  };
  await issuer.restart('one');
  return issuer;
}

describe('RemoteKeys', () => {
  let issuer: Issuer;
  let now: number;
  let verify: (token: string) => Promise<unknown>;

  beforeEach(async () => {
    issuer = await startIssuer();
    now = 0;
    const fetchKeys = async (): Promise<JSONWebKeySet> => {
      issuer.fetches++;
      if (issuer.isSilent) return new Promise(() => {});
      if (issuer.isAway) throw new Error('the issuer is away');
      return { keys: issuer.keys };
    };
    const { find } = new RemoteKeys(fetchKeys, () => now);
    verify = (token) => jwtVerify(token, find);
  });

  const settled = (count: number, ask: () => Promise<unknown>): Promise<unknown> =>
    Promise.allSettled(Array.from({ length: count }, ask));

  it('fetches once for tokens that come at the same time, and not again for those after them', async () => {
    const token = await issuer.sign();
    await Promise.all(Array.from({ length: 100 }, () => verify(token)));
    await verify(token);
    expect(issuer.fetches).toBe(1);
  });

  it('learns a new key from the first token that names it', async () => {
    await verify(await issuer.sign());
    await issuer.restart('two');
    now += SECOND_MS;
    await verify(await issuer.sign());
    expect(issuer.fetches).toBe(2);
  });

  it('asks once in a second for any number of keys that do not exist', async () => {
    await verify(await issuer.sign());
    const forge = async () => verify(await issuer.sign(crypto.randomUUID()));
    await settled(50, forge);
    expect(issuer.fetches).toBe(1);
    now += SECOND_MS;
    await settled(50, forge);
    await expect(forge()).rejects.toMatchObject({ code: 'ERR_JWKS_NO_MATCHING_KEY' });
    expect(issuer.fetches).toBe(2);
  });

  it('asks once in a second for an issuer that is away, and says why it knows no keys', async () => {
    issuer.isAway = true;
    const token = await issuer.sign();
    await settled(50, () => verify(token));
    await expect(verify(token)).rejects.toThrow('the issuer is away');
    expect(issuer.fetches).toBe(1);
    issuer.isAway = false;
    now += SECOND_MS;
    await verify(token);
  });

  it('goes on with the keys that it knows while the issuer is away, for a day', async () => {
    const token = await issuer.sign();
    await verify(token);
    issuer.isAway = true;
    now += HOUR_MS;
    await verify(token);
    now += 24 * HOUR_MS;
    await expect(verify(token)).rejects.toThrow('the issuer is away');
  });

  it('waits for nothing while it knows the key, though the issuer never answers', async () => {
    const token = await issuer.sign();
    await verify(token);
    issuer.isSilent = true;
    now += HOUR_MS;
    await Promise.all(Array.from({ length: 10 }, () => verify(token)));
    expect(issuer.fetches).toBe(2);
  });

  it('does not call a key unknown while the issuer cannot be asked for it', async () => {
    await verify(await issuer.sign());
    await issuer.restart('two');
    issuer.isAway = true;
    now += SECOND_MS;
    await expect(verify(await issuer.sign())).rejects.toThrow('the issuer is away');
    issuer.isAway = false;
    now += SECOND_MS;
    await verify(await issuer.sign());
    await expect(verify(await issuer.sign('three'))).rejects.toMatchObject({
      code: 'ERR_JWKS_NO_MATCHING_KEY',
    });
  });

  it('forgets a key that its issuer has taken back, once it has looked', async () => {
    const token = await issuer.sign();
    await verify(token);
    await issuer.restart('two');
    now += HOUR_MS;
    await verify(token);
    await expect(verify(token)).rejects.toMatchObject({ code: 'ERR_JWKS_NO_MATCHING_KEY' });
  });
});
