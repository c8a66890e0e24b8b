import type { ServiceName } from '#contracts';
import { HttpProblem } from '#service-kit';

export type RefusalReason = 'breaker-open' | 'bulkhead-full';

/** The gateway itself refused to pass a call on, so nothing of it was carried out. */
export class NotAsked extends HttpProblem {
  constructor(
    readonly service: ServiceName,
    readonly reason: RefusalReason,
    retryAfterS: number,
  ) {
    super({
      status: 503,
      slug: reason,
      detail: details[reason](service),
      headers: { 'retry-after': String(retryAfterS) },
    });
  }
}

const details = {
  'breaker-open': (service: ServiceName) =>
    `The ${service} service failed too often, and is not asked for a while. Nothing was done; try again later.`,
  'bulkhead-full': (service: ServiceName) =>
    `Too many calls to the ${service} service are under way. Nothing was done; try again in a moment.`,
};
