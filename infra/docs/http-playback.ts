import type { Answer } from '#gateway-client';
import { randomUUID } from 'node:crypto';
import type { HttpFile, HttpRequest } from './http-file.js';

const REFERENCE = /\{\{([^{}]+)\}\}/g;
const ANSWERED = /^(\w+)\.response\.(?:body\.\$|headers)\.([\w-]+)$/;

/** Fills in the requests of a `.http` file, one after the other, from the answers to those before. */
export class HttpPlayback {
  private readonly answers = new Map<string, Answer>();

  constructor(
    private readonly file: HttpFile,
    private readonly gateway: string,
  ) {}

  /** The request as it is sent. Throws where it refers to an answer that has not come. */
  filled({ url, headers, body, ...rest }: HttpRequest): HttpRequest {
    const filledHeaders = Object.entries(headers).map(([name, value]) => [name, this.fill(value)] as const);
    return {
      ...rest,
      url: this.fill(url),
      headers: Object.fromEntries(filledHeaders),
      body: body && this.fill(body),
    };
  }

  /** Later requests may refer to it. */
  answered({ name }: HttpRequest, answer: Answer): void {
    if (name) this.answers.set(name, answer);
  }

  private fill(text: string): string {
    return text.replaceAll(REFERENCE, (_, reference: string) => this.valueOf(reference));
  }

  private valueOf(reference: string): string {
    if (reference === 'gateway') return this.gateway;
    if (reference === '$guid') return randomUUID();
    const variable = this.file.variables.get(reference);
    return variable === undefined ? this.fromAnswer(reference) : this.fill(variable);
  }

  private fromAnswer(reference: string): string {
    const [, name = '', field = ''] = ANSWERED.exec(reference) ?? [];
    const answer = this.answers.get(name);
    const body = answer?.body as Readonly<Record<string, unknown>> | undefined;
    const value = reference.includes('.headers.') ? answer?.headers.get(field) : body?.[field];
    if (typeof value !== 'string') throw new Error(`Nothing is known of {{${reference}}}`);
    return value;
  }
}
