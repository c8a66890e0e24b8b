import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const Credentials = z.object({
  postgres: z.string(),
  rabbitmq: z.string(),
  order: z.string(),
  consumer: z.string(),
  restaurant: z.string(),
});
/** The passwords of a local set-up. */
export type Credentials = z.output<typeof Credentials>;

const password = (): string => randomBytes(18).toString('base64url');

/** Made at random once per data directory: other users of the machine reach the ports, too. */
export function credentialsOf(directory: string): Credentials {
  const file = join(directory, 'credentials.json');
  if (existsSync(file)) return Credentials.parse(JSON.parse(readFileSync(file, 'utf8')));
  const made = Object.fromEntries(Object.keys(Credentials.shape).map((name) => [name, password()]));
  mkdirSync(directory, { recursive: true });
  writeFileSync(file, JSON.stringify(made, null, 2), { mode: 0o600 });
  return Credentials.parse(made);
}
