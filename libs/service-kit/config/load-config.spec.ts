import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { ConfigError, loadConfig, type Environment } from './load-config.js';
import {
  milliseconds,
  millisecondsList,
  oneOf,
  onOff,
  port,
  url,
  urlList,
  wholeNumber,
} from './schema-pieces.js';

const Schema = z.object({
  PORT: port.default(8080),
  DATABASE_URL: url('postgres', 'postgresql'),
  TIMEOUT_MS: milliseconds.default(2_000),
  RETRY_DELAYS_MS: millisecondsList.default([1_000]),
  DEMO: onOff.default(false),
  RELAY: oneOf('polling', 'log-tailing').default('polling'),
  SERVICE_URLS: urlList('http', 'https').optional(),
  POOL_SIZE: wholeNumber(1, 50).default(10),
  SIGNING_KEY: z.string().min(10, 'must be a private key').optional(),
});
const DATABASE_URL = 'postgres://order:secret@localhost/order';

const refusal = (env: Environment): string => {
  try {
    loadConfig(Schema, env);
  } catch (error) {
    return error instanceof ConfigError ? error.message : `not a ConfigError: ${String(error)}`;
  }
  return 'accepted';
};

const fileWith = (text: string): string => {
  const file = join(mkdtempSync(join(tmpdir(), 'config-')), 'value');
  writeFileSync(file, text);
  return file;
};

describe('loadConfig', () => {
  it('reads what is given, by type, and takes the defaults for the rest', () => {
    const env = { DATABASE_URL, PORT: '9000', RETRY_DELAYS_MS: '10, 20', DEMO: 'on', RELAY: 'log-tailing' };
    expect(loadConfig(Schema, env)).toEqual({
      PORT: 9000,
      DATABASE_URL,
      TIMEOUT_MS: 2_000,
      RETRY_DELAYS_MS: [10, 20],
      DEMO: true,
      RELAY: 'log-tailing',
      POOL_SIZE: 10,
    });
  });

  it('reads several URLs', () => {
    const env = { DATABASE_URL, SERVICE_URLS: 'http://a:1, https://b' };
    expect(loadConfig(Schema, env).SERVICE_URLS).toEqual(['http://a:1', 'https://b']);
  });

  it('counts an empty variable as absent', () => {
    expect(loadConfig(Schema, { DATABASE_URL, PORT: '' }).PORT).toBe(8080);
  });

  it('reads a value from the file that NAME_FILE names, without its last line end', () => {
    expect(loadConfig(Schema, { DATABASE_URL_FILE: fileWith(`${DATABASE_URL}\n`) }).DATABASE_URL).toBe(
      DATABASE_URL,
    );
  });

  it.each(['secret', 'p@ss:w/rd?#[]', '50%25', 'naïve 密码'])(
    'puts the password %s, given apart, into its URL',
    (password) => {
      const env = {
        DATABASE_URL: 'postgres://order@localhost:5432/order',
        DATABASE_URL_PASSWORD_FILE: fileWith(`${password}\n`),
      };
      const url = new URL(loadConfig(Schema, env).DATABASE_URL);
      expect(decodeURIComponent(url.password)).toBe(password);
      expect(Object.assign(url, { password: '' }).href).toBe(env.DATABASE_URL);
    },
  );

  it('leaves what is no URL to be refused as it was given', () => {
    expect(refusal({ DATABASE_URL: 'nonsense', DATABASE_URL_PASSWORD: 'secret' })).toMatch(
      /but was "nonsense"\.$/,
    );
  });

  it('refuses a password file that cannot be read, naming the variable', () => {
    expect(refusal({ DATABASE_URL, DATABASE_URL_PASSWORD_FILE: '/no/such/file' })).toMatch(
      /^DATABASE_URL_PASSWORD_FILE names a file that cannot be read/,
    );
  });

  it('refuses a file that cannot be read, naming the variable', () => {
    expect(refusal({ DATABASE_URL_FILE: '/no/such/file' })).toMatch(
      /^DATABASE_URL_FILE names a file that cannot be read/,
    );
  });

  it('refuses a value given twice', () => {
    const twice = { DATABASE_URL, DATABASE_URL_FILE: fileWith(DATABASE_URL) };
    expect(refusal(twice)).toBe('DATABASE_URL and DATABASE_URL_FILE are both given: give one of them.');
  });

  it('says in one sentence each what is missing and what is wrong', () => {
    expect(refusal({ PORT: '80801', DEMO: 'yes' })).toBe(
      'PORT must be a port number from 0 to 65535, but was "80801". ' +
        'DATABASE_URL is missing: it must be a URL that begins with postgres:// or postgresql://. ' +
        'DEMO must be one of on, off, but was "yes".',
    );
  });

  it('shows no credentials of a URL, and nothing of a key', () => {
    const sentences = refusal({ DATABASE_URL: 'mysql://order:secret@localhost', SIGNING_KEY: 'secret' });
    expect(sentences).toContain('but was "mysql://***@localhost"');
    expect(sentences).toContain('SIGNING_KEY must be a private key.');
    expect(sentences).not.toContain('secret');
  });

  it('shows no password that has made a URL none', () => {
    const sentences = refusal({ DATABASE_URL: 'postgres://order:se/cret@localhost/order' });
    expect(sentences).toContain('but was "postgres://***@localhost/order"');
  });

  it.each([
    ['TIMEOUT_MS', '0', 'a number of milliseconds from 1 to 86400000'],
    ['TIMEOUT_MS', '1.5', 'a number of milliseconds from 1 to 86400000'],
    ['RETRY_DELAYS_MS', '1000;2000', 'numbers of milliseconds, separated by commas'],
    ['POOL_SIZE', '51', 'a whole number from 1 to 50'],
    ['RELAY', 'push', 'one of polling, log-tailing'],
    ['SERVICE_URLS', 'http://a,b', 'URLs, separated by commas, that begin with http:// or https://'],
  ])('refuses %s=%s', (name, value, expectation) => {
    expect(refusal({ DATABASE_URL, [name]: value })).toBe(
      `${name} must be ${expectation}, but was "${value}".`,
    );
  });
});
