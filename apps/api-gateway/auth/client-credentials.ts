import { z } from 'zod';

const TIMEOUT_MS = 2_000;
/** Asked for anew when this part of its life has passed. */
const FRESH_PART = 0.8;

export interface Client {
  readonly tokenUrl: string;
  readonly id: string;
  readonly secret: string;
}

const TokenAnswer = z.object({ access_token: z.string(), expires_in: z.number().positive() });

/** The gateway's own token from an issuer elsewhere (RFC 6749, section 4.4). */
export class ClientCredentials {
  private kept?: { readonly token: string; readonly freshUntil: number };
  private asking?: Promise<string>;

  constructor(
    private readonly client: Client,
    private readonly clock: () => number = () => performance.now(),
  ) {}

  /** Rejects when the issuer gives none. */
  async token(): Promise<string> {
    if (this.kept && this.clock() < this.kept.freshUntil) return this.kept.token;
    this.asking ??= this.ask().finally(() => {
      this.asking = undefined;
    });
    return this.asking;
  }

  private async ask(): Promise<string> {
    const { tokenUrl, id, secret } = this.client;
    const response = await fetch(tokenUrl, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`)}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: 'error',
    });
    if (!response.ok) throw new Error(`${tokenUrl} answered ${response.status}`);
    const { access_token: token, expires_in: lifeS } = TokenAnswer.parse(await response.json());
    this.kept = { token, freshUntil: this.clock() + lifeS * 1_000 * FRESH_PART };
    return token;
  }
}
