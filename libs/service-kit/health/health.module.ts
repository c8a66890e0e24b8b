import { Module } from '@nestjs/common';
import { HealthController } from './health.controller.js';

/** `/health/live`, and `/health/ready` with the checks that the app provides as READINESS_CHECKS. */
@Module({ controllers: [HealthController] })
export class HealthModule {}
