import type { ServiceName } from '#contracts';
import type { DeadLetter, MessageTrailResponse, ServiceDeadLettersResponse } from '#contracts/rest';
import { REQUEST_ID } from '#service-kit';
import { AnswerRefused } from './answer-refused.js';
import type { DownstreamAnswer, Call, Exchange } from './exchange.js';

/** Headers of the caller, for whom the gateway asks. */
export type CallerHeaders = Readonly<Record<string, string>>;

/** The others are about what the caller has asked for itself: a copy that it has, or a version that it wants. */
const ABOUT_THE_CALLER = ['authorization', REQUEST_ID];

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
    const answer = await this.exchange({ method: 'GET', path, headers: aboutTheCaller(headers) });
    if (answer.status !== 200) throw new AnswerRefused(this.name, answer);
    return JSON.parse(answer.body.toString('utf8')) as Body;
  }
}

const aboutTheCaller = (headers: CallerHeaders): CallerHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => ABOUT_THE_CALLER.includes(name)));
