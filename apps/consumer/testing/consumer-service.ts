import { startService, type ServiceUnderTest, type StartedService } from '#testing';
import { ConsumerConfig } from '../consumer.config.js';
import { ConsumerModule } from '../consumer.module.js';
import { problemTable } from '../http/problem-table.js';
import { dataSourceOptions } from '../persistence/data-source.js';
import { insertDemoData } from '../persistence/demo-data.js';

/** The Consumer Service, with the demo data; without changes it receives nothing. */
export const startConsumerService = (changes: Partial<ServiceUnderTest> = {}): Promise<StartedService> =>
  startService({
    dataSourceOptions,
    moduleFor: (environment) => ConsumerModule.forRoot(ConsumerConfig.parse(environment)),
    problemTable,
    insertDemoData,
    ...changes,
  });
