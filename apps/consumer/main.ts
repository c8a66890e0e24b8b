import { RabbitMqServer } from '#messaging';
import { loadConfig, runService } from '#service-kit';
import { ConsumerConfig } from './consumer.config.js';
import { ConsumerModule } from './consumer.module.js';
import { problemTable } from './http/problem-table.js';

await runService('consumer', () => {
  const config = loadConfig(ConsumerConfig);
  return {
    module: ConsumerModule.forRoot(config),
    host: config.HOST,
    port: config.PORT,
    logLevel: config.LOG_LEVEL,
    drainMs: config.DRAIN_MS,
    microservice: RabbitMqServer,
    problemTable,
  };
});
