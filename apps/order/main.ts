import { RabbitMqServer } from '#messaging';
import { loadConfig, runService } from '#service-kit';
import { OrderConfig } from './order.config.js';
import { OrderModule } from './order.module.js';

await runService(() => {
  const config = loadConfig(OrderConfig);
  return {
    name: 'order',
    module: OrderModule.forRoot(config),
    host: config.HOST,
    port: config.PORT,
    logLevel: config.LOG_LEVEL,
    microservice: RabbitMqServer,
  };
});
