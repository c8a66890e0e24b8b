import { LeaderLock, lockClass, type DatabaseSession } from '#coordination';
import { DeadlineWorker } from '#saga';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { ConcludeValidation } from '../application/conclude-validation.use-case.js';
import { createOrderSaga } from '../saga/create-order.saga.js';

/** Rejects the orders whose participants have not answered in time. */
export class ValidationDeadline implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly worker: DeadlineWorker;

  constructor(
    dataSource: DataSource,
    session: DatabaseSession,
    validation: ConcludeValidation,
    private readonly intervalMs: number,
  ) {
    this.worker = new DeadlineWorker(
      dataSource,
      new LeaderLock(session, lockClass.deadlines),
      createOrderSaga.name,
      (orderId) => validation.timeOut(orderId),
    );
  }

  onApplicationBootstrap(): void {
    this.worker.start(this.intervalMs);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.worker.stop();
  }
}
