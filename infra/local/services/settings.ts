import { ConfigError, loadConfig, type Environment } from '#service-kit';
import type { z } from 'zod';
import { GatewayConfig } from '../../../apps/api-gateway/gateway.config.js';
import { ConsumerConfig } from '../../../apps/consumer/consumer.config.js';
import { OrderConfig } from '../../../apps/order/order.config.js';
import { RestaurantConfig } from '../../../apps/restaurant/restaurant.config.js';
import { ProvisionConfig } from '../../provision/provision.config.js';
import type { App } from './app.js';

/** What has settings: the services, and what prepares their servers. */
export type Configured = App | 'provision';

const schemas: Readonly<Record<Configured, z.ZodObject>> = {
  provision: ProvisionConfig,
  order: OrderConfig,
  consumer: ConsumerConfig,
  restaurant: RestaurantConfig,
  'api-gateway': GatewayConfig,
};

/** The variables that a program reads. */
export const settingsOf = (program: Configured): readonly string[] => Object.keys(schemas[program].shape);

/** Throws what is wrong with the variables of any of the programs, a line for each; none of them would start. */
export function demandSettings(environmentOf: (program: Configured) => Environment): void {
  const programs = Object.keys(schemas) as Configured[];
  const sentences = programs.flatMap((program) => faultsOf(schemas[program], environmentOf(program)));
  if (sentences.length > 0) throw new Error([...new Set(sentences)].join('\n'));
}

function faultsOf(schema: z.ZodObject, environment: Environment): readonly string[] {
  try {
    loadConfig(schema, environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.sentences;
    throw error;
  }
}
