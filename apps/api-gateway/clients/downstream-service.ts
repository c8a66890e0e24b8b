import type { ServiceName } from '#contracts';
import type { DeadLetter, MessageTrailResponse, ServiceDeadLettersResponse } from '#contracts/rest';
import { AnswerRefused } from './answer-refused.js';
import type { DownstreamAnswer, Call, Exchange } from './exchange.js';

/** Headers of the caller that go with every call made for it. */
export type CallerHeaders = Readonly<Record<string, string>>;

/** What the gateway asks of every service. */
export abstract class DownstreamService {
  abstract readonly name: ServiceName;

  constructor(private readonly exchange: Exchange) {}

  /** Passes a call on and brings the service's answer, whatever it says. */
  forward(call: Call): Promise<DownstreamAnswer> {
    return this.exchange(call);
  }

  messages(orderId: string, headers: CallerHeaders): Promise<MessageTrailResponse> {
    return this.read<MessageTrailResponse>(`/orders/${orderId}/messages`, headers);
  }

  async deadLetters(headers: CallerHeaders): Promise<readonly DeadLetter[]> {
    const { deadLetters } = await this.read<ServiceDeadLettersResponse>('/dead-letters', headers);
    return deadLetters;
  }

  /** The JSON of a GET. Rejects with AnswerRefused when the status is not 200. */
  protected async read<Body>(path: string, headers: CallerHeaders): Promise<Body> {
    const answer = await this.exchange({ method: 'GET', path, headers });
    if (answer.status !== 200) throw new AnswerRefused(this.name, answer);
    return JSON.parse(answer.body.toString('utf8')) as Body;
  }
}
