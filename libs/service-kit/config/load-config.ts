import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { explain } from './explain-issue.js';
import { withPassword } from './with-password.js';

/** Variables by name, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment does not say what the service needs; the message has one sentence per variable. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly sentences: readonly string[]) {
    super(sentences.join(' '));
  }
}

/**
 * Reads the variables that the schema's keys name, each given as itself or as a file (`NAME_FILE`, for secrets). The
 * password of a URL may be given apart, as `NAME_URL_PASSWORD` or in the file that `NAME_URL_PASSWORD_FILE` names. An
 * empty variable counts as absent. Throws {@link ConfigError} when a value is missing or invalid.
 */
export function loadConfig<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  env: Environment = process.env,
): Readonly<z.output<z.ZodObject<Shape>>> {
  const values = readAll(Object.keys(schema.shape), env);
  const parsed = schema.safeParse(values);
  if (!parsed.success) throw new ConfigError(sentencesOf(parsed.error, values));
  return Object.freeze(parsed.data);
}

function sentencesOf(error: z.ZodError, values: Environment): string[] {
  const firstIssues = new Map(
    error.issues.toReversed().map((issue) => [String(issue.path[0]), issue.message]),
  );
  return Object.keys(values).flatMap((name) => {
    const message = firstIssues.get(name);
    return message === undefined ? [] : [explain(name, message, values[name])];
  });
}

function readAll(names: readonly string[], env: Environment): Environment {
  return Object.fromEntries(names.map((name) => [name, read(name, env)]));
}

function read(name: string, env: Environment): string | undefined {
  const value = readGiven(name, env);
  const password = value && name.endsWith('_URL') && readGiven(`${name}_PASSWORD`, env);
  return password ? withPassword(value, password) : value;
}

function readGiven(name: string, env: Environment): string | undefined {
  const file = env[`${name}_FILE`];
  if (!file) return env[name] || undefined;
  if (env[name]) throw new ConfigError([`${name} and ${name}_FILE are both given: give one of them.`]);
  return readSecret(name, file);
}

function readSecret(name: string, file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim() || undefined;
  } catch (error) {
    throw new ConfigError([`${name}_FILE names a file that cannot be read: ${(error as Error).message}.`]);
  }
}
