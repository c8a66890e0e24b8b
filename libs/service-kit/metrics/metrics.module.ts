import { Module } from '@nestjs/common';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { MetricsController } from './metrics.controller.js';
import { RequestDuration } from './request-duration.js';

/** `/metrics` for Prometheus. An app adds its own metrics to the `Registry` that this module exports. */
@Module({
  controllers: [MetricsController],
  providers: [{ provide: Registry, useFactory: defaultMetrics }, RequestDuration],
  exports: [Registry],
})
export class MetricsModule {}

function defaultMetrics(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}
