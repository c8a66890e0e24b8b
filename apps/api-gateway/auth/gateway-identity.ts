import { Logger } from '@nestjs/common';
import { AnswerRefused } from '../clients/answer-refused.js';
import type { CallerHeaders } from '../clients/downstream-service.js';

const UNAUTHENTICATED = 401;

/** Where the gateway has tokens of its own from. */
export interface OwnTokens {
  /** Rejects when there is none to be had. */
  token(): Promise<string>;
  /** Says that a service has refused this one. */
  drop(token: string): void;
}

/**
 * Who the gateway is where it asks for itself, after it was found that its caller may see the answer. Where no issuer
 * gives it a token it asks as its caller, and services show operators alone what only it may see.
 */
export class GatewayIdentity {
  private readonly logger = new Logger('GatewayIdentity');

  constructor(private readonly tokens?: OwnTokens) {}

  /** Asks for what can be asked for twice: once more with another token where a service refuses the first. */
  async read<Answer>(
    caller: CallerHeaders,
    ask: (headers: CallerHeaders) => Promise<Answer>,
  ): Promise<Answer> {
    const token = await this.token();
    try {
      return await ask(withToken(caller, token));
    } catch (error) {
      const another = token && isUnauthenticated(error) ? await this.anotherThan(token) : undefined;
      if (!another) throw error;
      return ask(withToken(caller, another));
    }
  }

  private async token(): Promise<string | undefined> {
    try {
      return await this.tokens?.token();
    } catch (error) {
      this.logger.warn(`The gateway has no token of its own: ${(error as Error).message}`);
      return undefined;
    }
  }

  private async anotherThan(refused: string): Promise<string | undefined> {
    this.tokens?.drop(refused);
    const token = await this.token();
    return token === refused ? undefined : token;
  }
}

const withToken = (caller: CallerHeaders, token: string | undefined): CallerHeaders =>
  token === undefined ? caller : { ...caller, authorization: `Bearer ${token}` };

const isUnauthenticated = (error: unknown): boolean =>
  error instanceof AnswerRefused && error.answer.status === UNAUTHENTICATED;
