import { topologyDefaults } from '#messaging';
import {
  authVariables,
  drainTime,
  logLevel,
  milliseconds,
  millisecondsList,
  oneOf,
  port,
  url,
  wholeNumber,
} from '#service-kit';
import { z } from 'zod';

const DAY_MS = 86_400_000;

/** The variables that every service of the saga reads. */
export const ParticipantConfig = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: port,
  LOG_LEVEL: logLevel.default('info'),
  DRAIN_MS: drainTime.default(5_000),
  /** Requests beyond these are refused at once. */
  MAX_CONCURRENT_REQUESTS: wholeNumber(1, 100_000).default(256),
  DATABASE_URL: url('postgres', 'postgresql'),
  DATABASE_POOL_SIZE: wholeNumber(1, 200).default(10),
  AMQP_URL: url('amqp', 'amqps'),
  ...authVariables,
  /** How many queues a sharded channel has: the same for every service, and for the provisioning. */
  CHANNEL_SHARDS: wholeNumber(1, 64).default(topologyDefaults.shards),
  /** The retry ladder: the same for every service, and for the provisioning. */
  RETRY_DELAYS_MS: millisecondsList.default(topologyDefaults.retryDelaysMs),
  PREFETCH: wholeNumber(1, 1_000).default(100),
  /** Provisioning prepares the databases for it: the same for every service, and for the provisioning. */
  OUTBOX_RELAY: oneOf('polling', 'log-tailing').default('polling'),
  OUTBOX_POLLING_INTERVAL_MS: milliseconds.default(1_000),
  /** How long rows are kept that serve the timeline and the memory of duplicates only. */
  RETENTION_MS: wholeNumber(1, 3_650 * DAY_MS, 'a number of milliseconds').default(7 * DAY_MS),
  RETENTION_INTERVAL_MS: milliseconds.default(60_000),
});
export type ParticipantConfig = z.output<typeof ParticipantConfig>;
