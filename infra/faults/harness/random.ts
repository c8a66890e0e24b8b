/** The seed of this run: all chance of a scenario comes from it, and the report names it. */
export const seed = Number(process.env.FAULTS_SEED ?? 0);

/** Numbers from 0 up to 1 that only depend on the seed and the name. After mulberry32 (Ettinger). */
export class Random {
  private state: number;

  constructor(name: string) {
    this.state = [...name].reduce((hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 0x01000193), seed);
  }

  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number, both ends included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  /** True one time in `times`. */
  oneIn(times: number): boolean {
    return this.next() * times < 1;
  }

  pick<T>(things: readonly T[]): T {
    return things[this.between(0, things.length - 1)] as T;
  }

  /** So many of them, in any order. */
  some<T>(count: number, things: readonly T[]): T[] {
    const rest = [...things];
    return Array.from({ length: count }, () => rest.splice(this.between(0, rest.length - 1), 1)).flat();
  }
}
