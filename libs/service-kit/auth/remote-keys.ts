import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';

/** However many tokens name a key that nobody knows, the issuer is asked once in this time. */
const COOLDOWN_MS = 1_000;
const MAX_AGE_MS = 600_000;
/** For so long keys are believed while their issuer cannot be asked. */
const LONGEST_ABSENCE_MS = 86_400_000;

type Clock = () => number;
type Key = Awaited<ReturnType<JWTVerifyGetKey>>;

/**
 * The public keys of an issuer elsewhere. They are fetched when they are old, and when a token names an unknown one:
 * one fetch at a time, and none during the cooldown, so that neither forged key ids nor an issuer that is away make a
 * storm. While the issuer is away, or slow, the keys that are known go on to serve, and nobody waits who has one.
 */
export class RemoteKeys {
  private known?: JWTVerifyGetKey;
  private fetchedAt = -Infinity;
  private triedAt = -Infinity;
  private trying?: Promise<void>;
  private failure?: unknown;

  /** The clock counts milliseconds from anywhere. */
  constructor(
    private readonly fetchKeys: () => Promise<JSONWebKeySet>,
    private readonly clock: Clock = () => performance.now(),
  ) {}

  /** For `jwtVerify`. Rejects with what the last fetch failed of where the key is not known for that. */
  readonly find: JWTVerifyGetKey = async (header, token) => {
    if (this.areOlderThan(LONGEST_ABSENCE_MS)) await this.refresh();
    else if (this.areOlderThan(MAX_AGE_MS)) void this.refresh();
    try {
      return await this.lookUp(header, token);
    } catch (error) {
      if (!isUnknownKey(error)) throw error;
      await this.refresh();
      return this.lookUp(header, token).catch((again: unknown) => {
        throw isUnknownKey(again) ? (this.failure ?? again) : again;
      });
    }
  };

  private async lookUp(...[header, token]: Parameters<JWTVerifyGetKey>): Promise<Key> {
    if (this.areOlderThan(LONGEST_ABSENCE_MS) || !this.known) throw this.failure;
    return this.known(header, token);
  }

  private areOlderThan(ageMs: number): boolean {
    return this.clock() - this.fetchedAt > ageMs;
  }

  private async refresh(): Promise<void> {
    if (!this.trying && this.clock() - this.triedAt < COOLDOWN_MS) return;
    this.trying ??= this.tryToFetch().finally(() => {
      this.trying = undefined;
      this.triedAt = this.clock();
    });
    await this.trying;
  }

  private async tryToFetch(): Promise<void> {
    try {
      this.known = createLocalJWKSet(await this.fetchKeys());
      this.fetchedAt = this.clock();
      this.failure = undefined;
    } catch (error) {
      this.failure = error;
    }
  }
}

const isUnknownKey = (error: unknown): boolean => error instanceof errors.JWKSNoMatchingKey;
