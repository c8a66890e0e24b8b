import { url } from '#service-kit';
import { z } from 'zod';

/** All three, or none. */
const credentialVariables = {
  AUTH_TOKEN_URL: url('http', 'https').optional(),
  AUTH_CLIENT_ID: z.string().optional(),
  AUTH_CLIENT_SECRET: z.string().optional(),
};

/** Of the gateway as a client of an issuer elsewhere. */
export const clientVariables = {
  ...credentialVariables,
  /** What some issuers want to be asked for by name; the audience is not of the standard, but widespread. */
  AUTH_CLIENT_SCOPE: z.string().optional(),
  AUTH_CLIENT_AUDIENCE: z.string().optional(),
};

type ClientConfig = z.output<z.ZodObject<typeof clientVariables>>;

export function clientRules(config: ClientConfig, context: z.core.$RefinementCtx): void {
  const names = Object.keys(clientVariables) as (keyof ClientConfig)[];
  if (names.every((name) => config[name] === undefined)) return;
  const message = `must be given where one of ${names.join(', ')} is`;
  const needed = Object.keys(credentialVariables) as (keyof typeof credentialVariables)[];
  for (const name of needed.filter((each) => config[each] === undefined))
    context.addIssue({ code: 'custom', path: [name], message });
}
