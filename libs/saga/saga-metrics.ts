import { Gauge, type Registry } from 'prom-client';
import type { DataSource } from 'typeorm';
import { countUnderWay, type UnderWay } from './saga-table.js';

/** How many sagas run, and how many of them are past their deadline; asked of the database at every scrape. */
export class SagaMetrics {
  constructor(
    private readonly dataSource: DataSource,
    private readonly registry: Registry,
  ) {
    this.watch('sagas_running', 'Sagas that run', ({ running }) => running);
    this.watch('sagas_overdue', 'Sagas that run past their deadline', ({ overdue }) => overdue);
  }

  private watch(name: string, help: string, countIn: (underWay: UnderWay) => number): void {
    const counts = () => countUnderWay(this.dataSource.manager).catch(() => []);
    void new Gauge({
      name,
      help,
      labelNames: ['saga'],
      registers: [this.registry],
      async collect() {
        const all = await counts();
        this.reset();
        for (const underWay of all) this.set({ saga: underWay.saga }, countIn(underWay));
      },
    });
  }
}
