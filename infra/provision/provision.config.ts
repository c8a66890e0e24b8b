import { ParticipantConfig } from '#participant';
import { onOff, url } from '#service-kit';
import { z } from 'zod';
import { accountRules } from './account-rules.js';

const postgres = url('postgres', 'postgresql');
const amqp = url('amqp', 'amqps');
/** The services look for the very channels that are declared here, and their relay for its right to read the log. */
const { CHANNEL_SHARDS, RETRY_DELAYS_MS, OUTBOX_RELAY } = ParticipantConfig.shape;

const variables = {
  /** A superuser's, with any database. */
  DATABASE_ADMIN_URL: postgres,
  AMQP_ADMIN_URL: amqp,
  /** `http://user:password@host:15672`. Without it the broker's users have to exist. */
  AMQP_MANAGEMENT_URL: url('http', 'https').optional(),
  ORDER_DATABASE_URL: postgres,
  CONSUMER_DATABASE_URL: postgres,
  RESTAURANT_DATABASE_URL: postgres,
  ORDER_AMQP_URL: amqp,
  CONSUMER_AMQP_URL: amqp,
  RESTAURANT_AMQP_URL: amqp,
  CHANNEL_SHARDS,
  RETRY_DELAYS_MS,
  OUTBOX_RELAY,
  DEMO_DATA: onOff.default(false),
};

export const ProvisionConfig = z.object(variables).superRefine(accountRules);
export type ProvisionConfig = z.output<typeof ProvisionConfig>;
