import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';

/** However many tokens name a key that nobody knows, the issuer is asked once in this time. */
const COOLDOWN_MS = 1_000;
const MAX_AGE_MS = 600_000;
/** For so long keys are believed while their issuer cannot be asked. */
const LONGEST_ABSENCE_MS = 86_400_000;

type Clock = () => number;

/**
 * The public keys of an issuer elsewhere. They are fetched when they are old, and when a token names an unknown one:
 * one fetch at a time, and none during the cooldown, so that neither forged key ids nor an issuer that is away make a
 * storm. While the issuer is away the keys that are known go on to serve.
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

  /** For `jwtVerify`. Rejects with what the last fetch failed of where no keys are known. */
  readonly find: JWTVerifyGetKey = async (header, token) => {
    if (this.clock() - this.fetchedAt > MAX_AGE_MS) await this.refresh();
    try {
      return await this.lookUp(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      await this.refresh();
      return this.lookUp(header, token);
    }
  };

  private lookUp(...[header, token]: Parameters<JWTVerifyGetKey>): ReturnType<JWTVerifyGetKey> {
    if (this.clock() - this.fetchedAt > LONGEST_ABSENCE_MS || !this.known) throw this.failure;
    return this.known(header, token);
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
    } catch (error) {
      this.failure = error;
    }
  }
}
