import type { Spread } from '../measure/statistics.js';

const MISSING = 'none';

/** Three digits are what a measurement is good for. */
export function figure(value: number): string {
  const size = Math.abs(value);
  const decimals = size >= 100 ? 0 : size >= 10 ? 1 : 2;
  return value.toLocaleString('en-GB', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

/** `1,234 (1,100 to 1,300)`: the median of the rounds and how far they lie apart. */
export function spreadText(spread: Spread | undefined): string {
  if (!spread) return MISSING;
  const { median, min, max } = spread;
  return min === max ? figure(median) : `${figure(median)} (${figure(min)} to ${figure(max)})`;
}
