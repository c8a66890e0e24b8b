import { exportPKCS8, generateKeyPair } from 'jose';
import { generateSigningKey, importSigningKeys } from './signing-key.js';

const pem = async () => exportPKCS8((await generateKeyPair('ES256', { extractable: true })).privateKey);

describe('a signing key', () => {
  it('publishes its public half alone', async () => {
    const { publicKey, keyId } = await generateSigningKey();
    expect(publicKey).toEqual({
      kty: 'EC',
      crv: 'P-256',
      x: expect.any(String),
      y: expect.any(String),
      kid: keyId,
      alg: 'ES256',
      use: 'sig',
    });
  });

  it('is the same for every gateway that is given it, however its line ends are written', async () => {
    const given = await pem();
    const [[one], [other]] = await Promise.all([
      importSigningKeys(given),
      importSigningKeys(given.replaceAll('\n', '\\n')),
    ]);
    expect(one.publicKey).toEqual(other.publicKey);
  });

  it('may have others after it', async () => {
    const pems = [await pem(), await pem()];
    const keys = await importSigningKeys(pems.join('\n'));
    expect(keys.map(({ keyId }) => keyId)).toEqual(
      await Promise.all(pems.map(async (each) => (await importSigningKeys(each))[0].keyId)),
    );
  });

  it.each(['hunter2', '-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----'])(
    'is not %j, and that is not repeated',
    async (text) => {
      await expect(importSigningKeys(text)).rejects.toThrow(
        /^AUTH_SIGNING_KEYS must be P-256 private keys in PKCS#8 PEM, one after the other\.$/,
      );
    },
  );
});
