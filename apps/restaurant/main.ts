import { RabbitMqServer } from '#messaging';
import { loadConfig, runService } from '#service-kit';
import { problemTable } from './http/problem-table.js';
import { RestaurantConfig } from './restaurant.config.js';
import { RestaurantModule } from './restaurant.module.js';

await runService('restaurant', () => {
  const config = loadConfig(RestaurantConfig);
  return {
    module: RestaurantModule.forRoot(config),
    host: config.HOST,
    port: config.PORT,
    logLevel: config.LOG_LEVEL,
    drainMs: config.DRAIN_MS,
    microservice: RabbitMqServer,
    problemTable,
  };
});
