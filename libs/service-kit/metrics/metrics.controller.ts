import { Controller, Get, Header, Headers } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { Registry } from 'prom-client';
import { Public } from '../auth/route-access.js';
import { isSameSecret } from '../auth/same-secret.js';
import { unauthenticated } from '../auth/token-verifier.js';
import { optionalProvider } from '../health/optional-provider.js';

/** The DI token under which an app provides what Prometheus has to know; without it everybody may ask. */
export const METRICS_TOKEN = Symbol('METRICS_TOKEN');

@Public()
@Controller('metrics')
export class MetricsController {
  constructor(
    private readonly registry: Registry,
    private readonly module: ModuleRef,
  ) {}

  @Get()
  @Header('content-type', Registry.PROMETHEUS_CONTENT_TYPE)
  metrics(@Headers('authorization') authorization = ''): Promise<string> {
    const token = optionalProvider<string | undefined>(this.module, METRICS_TOKEN, undefined);
    if (token !== undefined && !isSameSecret(authorization, `Bearer ${token}`))
      throw unauthenticated('The metrics are for those who know their token.', 'Bearer');
    return this.registry.metrics();
  }
}
