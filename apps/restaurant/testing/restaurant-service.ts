import { startService, type ServiceUnderTest, type StartedService } from '#testing';
import { problemTable } from '../http/problem-table.js';
import { dataSourceOptions } from '../persistence/data-source.js';
import { insertDemoData } from '../persistence/demo-data.js';
import { RestaurantConfig } from '../restaurant.config.js';
import { RestaurantModule } from '../restaurant.module.js';

/** The Restaurant Service, with the demo data and without a broker. */
export const startRestaurantService = (changes: Partial<ServiceUnderTest> = {}): Promise<StartedService> =>
  startService({
    dataSourceOptions,
    moduleFor: (environment) => RestaurantModule.forRoot(RestaurantConfig.parse(environment)),
    problemTable,
    insertDemoData,
    ...changes,
  });
