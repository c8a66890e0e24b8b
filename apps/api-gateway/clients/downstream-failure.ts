import { HttpProblem } from '#service-kit';
import type { ServiceName } from '#contracts';

/** A service gave no answer: it cannot be reached, or took too long. */
export class DownstreamFailure extends HttpProblem {
  constructor(
    readonly service: ServiceName,
    readonly kind: 'timeout' | 'unavailable',
    cause?: unknown,
  ) {
    super(kind === 'timeout' ? timeout(service) : unavailable(service), { cause });
  }
}

const timeout = (service: ServiceName) => ({
  status: 504,
  slug: 'downstream-timeout',
  detail: `The ${service} service did not answer in time; what was asked of it may have happened all the same.`,
});

const unavailable = (service: ServiceName) => ({
  status: 503,
  slug: 'downstream-unavailable',
  detail: `The ${service} service cannot be reached. Try again in a moment.`,
  headers: { 'retry-after': '1' },
});
