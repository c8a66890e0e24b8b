import { Counter, Gauge, type Registry } from 'prom-client';

export interface ReadMetric {
  readonly registry: Registry;
  readonly name: string;
  readonly help: string;
}

/** A gauge that is read when Prometheus asks, and has no value while reading it fails or gives none. */
export function readGauge(
  { registry, name, help }: ReadMetric,
  read: () => number | undefined | Promise<number | undefined>,
): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    async collect() {
      const value = await Promise.resolve(read()).catch(() => undefined);
      if (value === undefined) this.remove();
      else this.set(value);
    },
  });
}

/** A counter of what is counted elsewhere. */
export function readCounter({ registry, name, help }: ReadMetric, read: () => number): void {
  new Counter({
    name,
    help,
    registers: [registry],
    collect() {
      this.reset();
      this.inc(read());
    },
  });
}
