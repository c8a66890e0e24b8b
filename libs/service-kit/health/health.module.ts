import { Module } from '@nestjs/common';
import { Drain } from './drain.js';
import { HealthController } from './health.controller.js';

/** `/health/live`, and `/health/ready` with the checks that the app provides as READINESS_CHECKS; not ready while it drains. */
@Module({ controllers: [HealthController], providers: [Drain] })
export class HealthModule {}
