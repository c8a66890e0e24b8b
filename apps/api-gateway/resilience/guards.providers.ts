import { provide } from '#service-kit';
import type { Provider } from '@nestjs/common';
import { Registry } from 'prom-client';
import type { GatewayConfig } from '../gateway.config.js';
import { Breakers } from './breakers.js';
import { Guards } from './guards.js';
import { ResilienceMetrics } from './resilience-metrics.js';

export const guards = (config: GatewayConfig): Provider[] => [
  provide(Breakers, [
    {
      volume: config.BREAKER_VOLUME,
      errorPercent: config.BREAKER_ERROR_PERCENT,
      resetMs: config.BREAKER_RESET_MS,
    },
  ]),
  provide(ResilienceMetrics, [Registry, Breakers]),
  provide(Guards, [
    {
      timeoutMs: config.DOWNSTREAM_TIMEOUT_MS,
      budgetMs: config.DOWNSTREAM_BUDGET_MS,
      capacity: config.DOWNSTREAM_CAPACITY,
      staleForMs: config.STALE_COPY_MS,
    },
    Breakers,
    ResilienceMetrics,
  ]),
];
