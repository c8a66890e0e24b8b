import { authVariables, drainTime, logLevel, port, urlList } from '#service-kit';
import { z } from 'zod';
import { clientRules, clientVariables } from './auth/client-config.js';
import { demoIssuerRules, issuerVariables } from './auth/demo-issuer-config.js';
import { limitVariables } from './limits/limits.config.js';
import { guardVariables } from './resilience/guard-variables.js';

/** One URL, or one for each instance; a name may stand for several addresses. */
const services = urlList('http', 'https');

const variables = {
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(8080),
  LOG_LEVEL: logLevel.default('info'),
  DRAIN_MS: drainTime.default(5_000),
  ORDER_SERVICE_URL: services.default(['http://127.0.0.1:8081']),
  CONSUMER_SERVICE_URL: services.default(['http://127.0.0.1:8082']),
  RESTAURANT_SERVICE_URL: services.default(['http://127.0.0.1:8083']),
  ...guardVariables,
  ...authVariables,
  ...issuerVariables,
  ...clientVariables,
  ...limitVariables,
};

export const GatewayConfig = z.object(variables).superRefine(demoIssuerRules).superRefine(clientRules);
export type GatewayConfig = Readonly<z.output<typeof GatewayConfig>>;
