const ACCESS_REFUSED = 403;
const NOT_FOUND = 404;
const EXCHANGE = /exchange '([^']+)'/;

/** What a broker closes a channel with. */
export interface ChannelError extends Error {
  readonly code?: number;
}

interface Shunned {
  readonly reason: string;
  readonly until: number;
}

/**
 * Exchanges that are missing, or not ours to publish to. To such a message the broker answers by closing the channel, with
 * all that is outstanding on it: it costs the others more than can be tried all the time.
 */
export class ShunnedExchanges {
  private readonly shunned = new Map<string, Shunned>();

  constructor(private readonly shunMs: number) {}

  /** Takes note of it when it is about an exchange. */
  note({ code, message }: ChannelError): void {
    const exchange = code === NOT_FOUND || code === ACCESS_REFUSED ? EXCHANGE.exec(message)?.[1] : undefined;
    if (exchange) this.shunned.set(exchange, { reason: message, until: performance.now() + this.shunMs });
  }

  /** Why nothing is published to it for the moment; undefined where something is. */
  reasonAgainst(exchange: string): string | undefined {
    const shunned = this.shunned.get(exchange);
    if (shunned && shunned.until > performance.now()) return shunned.reason;
    this.shunned.delete(exchange);
    return undefined;
  }
}
