import type { JwksResponse } from '#contracts/rest';
import { keySetOf, type KeyRing } from './key-ring.js';
import { generateSigningKey, type SigningKey } from './signing-key.js';

interface Generations {
  /** Signs no more; the tokens that it has signed may still be valid. */
  readonly previous?: SigningKey;
  readonly current: SigningKey;
  /** Published a whole interval before it signs, so that everybody knows it by then. */
  readonly next: SigningKey;
}

/**
 * Keys that live as long as the process and take turns. A key verifies for an interval after it has signed last: with
 * an interval no shorter than a token's life, no valid token is ever without its key.
 */
export class RotatingKeys implements KeyRing {
  readonly isShared = false;
  private rotating?: Promise<void>;

  private constructor(
    private generations: Generations,
    private readonly intervalMs: number,
    private readonly clock: () => number,
    private rotatedAt = clock(),
  ) {}

  /** The clock counts milliseconds from anywhere. */
  static async generate(intervalMs: number, clock = () => performance.now()): Promise<RotatingKeys> {
    const [current, next] = await Promise.all([generateSigningKey(), generateSigningKey()]);
    return new RotatingKeys({ current, next }, intervalMs, clock);
  }

  async current(): Promise<SigningKey> {
    await this.rotateWhenDue();
    return this.generations.current;
  }

  async published(): Promise<JwksResponse> {
    await this.rotateWhenDue();
    const { previous, current, next } = this.generations;
    return keySetOf([current, next, ...(previous ? [previous] : [])]);
  }

  /** Whoever asks for a key makes it turn: an issuer that nobody asks needs no new ones. */
  private async rotateWhenDue(): Promise<void> {
    if (this.clock() - this.rotatedAt < this.intervalMs) return;
    this.rotating ??= this.rotate().finally(() => {
      this.rotating = undefined;
    });
    await this.rotating;
  }

  private async rotate(): Promise<void> {
    const { current: previous, next: current } = this.generations;
    this.generations = { previous, current, next: await generateSigningKey() };
    this.rotatedAt = this.clock();
  }
}
