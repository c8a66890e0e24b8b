import type { ServiceName } from '#contracts';
import type { DownstreamAnswer } from './exchange.js';

/** A service answered a call of the gateway's own with something else than 200. */
export class AnswerRefused extends Error {
  override readonly name = 'AnswerRefused';

  constructor(
    readonly service: ServiceName,
    readonly answer: DownstreamAnswer,
  ) {
    super(`The ${service} service answered ${answer.status}`);
  }
}
