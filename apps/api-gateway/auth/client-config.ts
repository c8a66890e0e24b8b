import { url } from '#service-kit';
import { z } from 'zod';

/** Of the gateway as a client of an issuer elsewhere: all three, or none. */
export const clientVariables = {
  AUTH_TOKEN_URL: url('http', 'https').optional(),
  AUTH_CLIENT_ID: z.string().optional(),
  AUTH_CLIENT_SECRET: z.string().optional(),
};

type ClientConfig = z.output<z.ZodObject<typeof clientVariables>>;

export function clientRules(config: ClientConfig, context: z.core.$RefinementCtx): void {
  const names = Object.keys(clientVariables) as (keyof ClientConfig)[];
  const missing = names.filter((name) => config[name] === undefined);
  if (missing.length === names.length) return;
  const message = `must be given where one of ${names.join(', ')} is`;
  for (const name of missing) context.addIssue({ code: 'custom', path: [name], message });
}
