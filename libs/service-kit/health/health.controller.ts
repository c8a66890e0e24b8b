import { Controller, Get, HttpStatus, Res } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { Public } from '../auth/route-access.js';
import type { OutgoingResponse } from '../service/outgoing-response.js';
import { Drain } from './drain.js';
import { optionalProvider } from './optional-provider.js';
import { READINESS_CHECKS, readinessOf, type Readiness, type ReadinessCheck } from './readiness.js';

const CHECK_TIMEOUT_MS = 2_000;

@Public()
@Controller('health')
export class HealthController {
  constructor(
    private readonly module: ModuleRef,
    private readonly drain: Drain,
  ) {}

  /** Alive is who answers: what is away outside is no reason to be restarted. */
  @Get('live')
  live(): { readonly status: 'alive' } {
    return { status: 'alive' };
  }

  @Get('ready')
  async ready(@Res({ passthrough: true }) response: OutgoingResponse): Promise<Readiness> {
    const checks = optionalProvider<readonly ReadinessCheck[]>(this.module, READINESS_CHECKS, []);
    const readiness = await readinessOf([...checks, ...this.leaving()], CHECK_TIMEOUT_MS);
    if (readiness.status !== 'ready') response.status(HttpStatus.SERVICE_UNAVAILABLE);
    return readiness;
  }

  private leaving(): ReadinessCheck[] {
    return this.drain.isDraining() ? [{ name: 'accepting', check: () => false }] : [];
  }
}
