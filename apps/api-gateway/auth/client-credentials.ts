import { z } from 'zod';
import type { OwnTokens } from './gateway-identity.js';

const TIMEOUT_MS = 2_000;
/** Asked for anew when this part of its life has passed. */
const FRESH_PART = 0.8;
/** The life of a token whose issuer does not say how long it is. */
const UNTOLD_LIFE_S = 60;
/** An issuer that gave none, or one that was refused at once, is left alone for so long. */
const COOLDOWN_MS = 5_000;

export interface Client {
  readonly tokenUrl: string;
  readonly id: string;
  readonly secret: string;
  readonly scope?: string;
  readonly audience?: string;
}

const TokenAnswer = z.object({
  access_token: z.string(),
  expires_in: z.number().positive().default(UNTOLD_LIFE_S),
});

interface KeptToken {
  readonly token: string;
  readonly since: number;
  readonly freshUntil: number;
  readonly validUntil: number;
}

/** The gateway's own token from an issuer elsewhere (RFC 6749, section 4.4). */
export class ClientCredentials implements OwnTokens {
  private kept?: KeptToken;
  private asking?: Promise<string>;
  private refusal?: { readonly error: unknown; readonly until: number };

  constructor(
    private readonly client: Client,
    private readonly clock: () => number = () => performance.now(),
  ) {}

  /** While the issuer gives no other, the last one will do until it expires. Rejects when there is none. */
  async token(): Promise<string> {
    if (this.kept && this.clock() < this.kept.freshUntil) return this.kept.token;
    try {
      return await this.another();
    } catch (error) {
      if (this.kept && this.clock() < this.kept.validUntil) return this.kept.token;
      throw error;
    }
  }

  /** It was revoked, or its issuer has other keys. One that has just been issued stays: another would fare no better. */
  drop(token: string): void {
    if (this.kept?.token === token && this.clock() >= this.kept.since + COOLDOWN_MS) this.kept = undefined;
  }

  private async another(): Promise<string> {
    if (this.refusal && this.clock() < this.refusal.until) throw this.refusal.error;
    this.asking ??= this.ask().finally(() => {
      this.asking = undefined;
    });
    return this.asking;
  }

  private async ask(): Promise<string> {
    try {
      const { access_token: token, expires_in: lifeS } = await this.answer();
      const [since, lifeMs] = [this.clock(), lifeS * 1_000];
      this.kept = { token, since, freshUntil: since + lifeMs * FRESH_PART, validUntil: since + lifeMs };
      return token;
    } catch (error) {
      this.refusal = { error, until: this.clock() + COOLDOWN_MS };
      throw error;
    }
  }

  private async answer(): Promise<z.output<typeof TokenAnswer>> {
    const { tokenUrl, id, secret, scope, audience } = this.client;
    const response = await fetch(tokenUrl, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`)}` },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        ...(scope && { scope }),
        ...(audience && { audience }),
      }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: 'error',
    });
    if (!response.ok) throw new Error(`${tokenUrl} answered ${response.status}`);
    return TokenAnswer.parse(await response.json());
  }
}
