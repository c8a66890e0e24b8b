import { RabbitMqServer } from '#messaging';
import { loadConfig, runService } from '#service-kit';
import { problemTable } from './http/problem-table.js';
import { OrderConfig } from './order.config.js';
import { OrderModule } from './order.module.js';

await runService('order', () => {
  const config = loadConfig(OrderConfig);
  return {
    module: OrderModule.forRoot(config),
    host: config.HOST,
    port: config.PORT,
    logLevel: config.LOG_LEVEL,
    drainMs: config.DRAIN_MS,
    microservice: RabbitMqServer,
    problemTable,
  };
});
