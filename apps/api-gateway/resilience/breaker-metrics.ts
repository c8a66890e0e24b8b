import { Counter, Gauge, type Registry } from 'prom-client';
import type { Breakers } from './breakers.js';

const STATE_VALUES = { closed: 0, 'half-open': 1, open: 2 } as const;

/** Tells Prometheus of the breakers whenever it asks; it may ask too rarely to see one open, so openings are counted. */
export function measureBreakers(breakers: Breakers, registry: Registry): void {
  const common = { labelNames: ['service' as const], registers: [registry] };
  new Gauge({
    ...common,
    name: 'downstream_breaker_state',
    help: 'Circuit breakers: 0 closed, 1 half-open, 2 open',
    collect() {
      for (const { service, state } of breakers.all) this.set({ service }, STATE_VALUES[state]);
    },
  });
  new Counter({
    ...common,
    name: 'downstream_breaker_openings_total',
    help: 'How often circuit breakers have opened',
    collect() {
      this.reset();
      for (const { service, openings } of breakers.all) this.inc({ service }, openings);
    },
  });
}
