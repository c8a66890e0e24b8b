import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The file with the gateway's ES256 key, made once per directory, so that tokens outlive a restart. */
export function signingKeyFile(directory: string): string {
  const file = join(directory, 'gateway-signing-key.pem');
  if (existsSync(file)) return file;
  const { privateKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  mkdirSync(directory, { recursive: true });
  writeFileSync(file, privateKey, { mode: 0o600 });
  return file;
}
