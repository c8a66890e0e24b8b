import { startService, type ServiceUnderTest, type StartedService } from '#testing';
import { problemTable } from '../http/problem-table.js';
import { OrderConfig } from '../order.config.js';
import { OrderModule } from '../order.module.js';
import { dataSourceOptions } from '../persistence/data-source.js';

/** The Order Service, without a broker. */
export const startOrderService = (changes: Partial<ServiceUnderTest> = {}): Promise<StartedService> =>
  startService({
    dataSourceOptions,
    moduleFor: (environment) => OrderModule.forRoot(OrderConfig.parse(environment)),
    problemTable,
    ...changes,
  });
