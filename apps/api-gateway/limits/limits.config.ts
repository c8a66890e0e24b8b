import { seconds, wholeNumber, type EdgeOptions } from '#service-kit';
import { z } from 'zod';

const IDLE_CONNECTION_MS = 5_000;
const quota = wholeNumber(1, 10_000_000);

const origins = z
  .string()
  .transform((text) => text.split(',').map((origin) => origin.trim()))
  .refine(
    (list) => list.every(isOrigin),
    'must be origins such as https://shop.example, separated by commas',
  );

/** What one client may take of the gateway. */
export const limitVariables = {
  RATE_LIMIT_WINDOW_S: seconds.default(10),
  /** Requests of one caller, by the subject of its token, in a window. */
  RATE_LIMIT_CALLER: quota.default(1_000),
  /** Requests from one address in a window, whoever makes them. */
  RATE_LIMIT_ADDRESS: quota.default(2_000),
  /** Attempts to log in from one address in a minute, and as many with one username from all addresses. */
  RATE_LIMIT_LOGIN: quota.default(60),
  MAX_CONNECTIONS: quota.default(1_000),
  /** Of one address; it counts only where no proxy is before the gateway. */
  MAX_CONNECTIONS_PER_ADDRESS: quota.default(250),
  /** Streams, and answers that are held, of one caller at a time. */
  MAX_WAITING_PER_CALLER: quota.default(20),
  /** How many proxies stand before the gateway. */
  TRUSTED_PROXY_HOPS: wholeNumber(0, 10).default(0),
  /** The origins whose pages may read the answers; none, unless given. */
  CORS_ORIGINS: origins.default([]),
};
export type LimitsConfig = z.output<z.ZodObject<typeof limitVariables>>;

export const edgeOptions = (config: LimitsConfig): EdgeOptions => ({
  trustedProxyHops: config.TRUSTED_PROXY_HOPS,
  corsOrigins: config.CORS_ORIGINS,
  limits: {
    connections: config.MAX_CONNECTIONS,
    ...(config.TRUSTED_PROXY_HOPS === 0 && withoutProxy(config)),
  },
});

/**
 * A proxy keeps its connections for others to use, and it is for the proxy to end them: it would lose requests
 * otherwise.
 */
const withoutProxy = ({ MAX_CONNECTIONS_PER_ADDRESS }: LimitsConfig) => ({
  connectionsPerAddress: MAX_CONNECTIONS_PER_ADDRESS,
  idleMs: IDLE_CONNECTION_MS,
});

const isOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).origin === text;
