import { onOff, seconds, type authVariables } from '#service-kit';
import { z } from 'zod';

/** Of the demo log-ins, whose issuer the gateway is itself. */
export const issuerVariables = {
  /** Whether the gateway issues tokens to martha, ajanta and the others, for a password that is in the README. */
  DEMO_IDENTITIES: onOff.default(false),
  DEMO_IN_PRODUCTION: onOff.default(false),
  NODE_ENV: z.string().optional(),
  /** Private keys as PKCS#8 PEM, one after the other: the first signs. Several gateways must share them. */
  AUTH_SIGNING_KEYS: z.string().optional(),
  /** After this time the next key signs; only where no keys are given. */
  AUTH_KEY_ROTATION_S: seconds.default(86_400),
  AUTH_TOKEN_TTL_S: seconds.default(3_600),
};

type DemoIssuerConfig = z.output<z.ZodObject<typeof issuerVariables & typeof authVariables>>;

/** Without the demo log-ins an issuer has to be named; with them, this has to be so. */
export function demoIssuerRules(config: DemoIssuerConfig, context: z.core.$RefinementCtx): void {
  const demand = (path: keyof DemoIssuerConfig, isMet: boolean, message: string): void => {
    if (!isMet) context.addIssue({ code: 'custom', path: [path], message });
  };
  if (!config.DEMO_IDENTITIES) return demand('AUTH_ISSUER', config.AUTH_ISSUER !== undefined, NO_ISSUER);
  demand('DEMO_IDENTITIES', config.NODE_ENV !== 'production' || config.DEMO_IN_PRODUCTION, NOT_IN_PRODUCTION);
  demand(
    'AUTH_ALGORITHMS',
    config.AUTH_ALGORITHMS.includes('ES256'),
    'must include ES256: the demo log-ins have it',
  );
  demand(
    'AUTH_KEY_ROTATION_S',
    config.AUTH_KEY_ROTATION_S >= config.AUTH_TOKEN_TTL_S,
    'must be no less than AUTH_TOKEN_TTL_S: tokens would outlive their keys',
  );
}

const NO_ISSUER = 'must name the issuer whose tokens are believed where DEMO_IDENTITIES is off';

const NOT_IN_PRODUCTION =
  'must be off where NODE_ENV is production (anybody can log in with a password that everybody knows): ' +
  'name an issuer in AUTH_ISSUER, or say DEMO_IN_PRODUCTION=on';
