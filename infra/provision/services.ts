import type { ServiceName } from '#contracts';
import type { DataSourceOptions, EntityManager } from 'typeorm';
import { insertDemoData as insertConsumers } from '../../apps/consumer/persistence/demo-data.js';
import { dataSourceOptions as consumerDataSource } from '../../apps/consumer/persistence/data-source.js';
import { dataSourceOptions as orderDataSource } from '../../apps/order/persistence/data-source.js';
import { insertDemoData as insertRestaurants } from '../../apps/restaurant/persistence/demo-data.js';
import { dataSourceOptions as restaurantDataSource } from '../../apps/restaurant/persistence/data-source.js';
import type { ProvisionConfig } from './provision.config.js';

export interface ProvisionedService {
  readonly name: ServiceName;
  readonly databaseUrl: string;
  readonly amqpUrl: string;
  readonly dataSourceOptions: (url: string) => DataSourceOptions;
  readonly insertDemoData?: (entityManager: EntityManager) => Promise<void>;
}

export const servicesOf = (config: ProvisionConfig): readonly ProvisionedService[] => [
  {
    name: 'order',
    databaseUrl: config.ORDER_DATABASE_URL,
    amqpUrl: config.ORDER_AMQP_URL,
    dataSourceOptions: orderDataSource,
  },
  {
    name: 'consumer',
    databaseUrl: config.CONSUMER_DATABASE_URL,
    amqpUrl: config.CONSUMER_AMQP_URL,
    dataSourceOptions: consumerDataSource,
    insertDemoData: insertConsumers,
  },
  {
    name: 'restaurant',
    databaseUrl: config.RESTAURANT_DATABASE_URL,
    amqpUrl: config.RESTAURANT_AMQP_URL,
    dataSourceOptions: restaurantDataSource,
    insertDemoData: insertRestaurants,
  },
];
