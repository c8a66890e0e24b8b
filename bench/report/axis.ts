/** From a value to its place, 0 at the bottom of the plot and 1 at its top, and the values that get a line. */
export interface Axis {
  readonly place: (value: number) => number;
  readonly ticks: readonly number[];
}

const MOST_TICKS = 6;

/** From 0 up. */
export function linearAxis(largest: number): Axis {
  const step = stepFor(largest);
  const top = Math.max(step, Math.ceil(largest / step) * step);
  const ticks = Array.from({ length: Math.round(top / step) + 1 }, (_, index) => index * step);
  return { place: (value) => value / top, ticks };
}

/** In powers of ten, for what lies far apart. */
export function logAxis(smallest: number, largest: number): Axis {
  const from = Math.floor(Math.log10(smallest));
  const to = Math.max(from + 1, Math.ceil(Math.log10(largest)));
  const ticks = Array.from({ length: to - from + 1 }, (_, index) => 10 ** (from + index));
  return { place: (value) => (Math.log10(value) - from) / (to - from), ticks };
}

/** 1, 2 or 5 times a power of ten. */
function stepFor(largest: number): number {
  const raw = Math.max(largest, Number.MIN_VALUE) / MOST_TICKS;
  const power = 10 ** Math.floor(Math.log10(raw));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= raw) ?? power * 10;
}
