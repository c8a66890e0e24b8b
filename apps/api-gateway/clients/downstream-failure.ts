import { HttpProblem } from '#service-kit';
import type { ServiceName } from '#contracts';

export type FailureKind = 'unavailable' | 'broken-off' | 'timeout' | 'abandoned';

/** A service gave no answer: it cannot be reached, broke off, took too long, or its caller did not wait. */
export class DownstreamFailure extends HttpProblem {
  constructor(
    readonly service: ServiceName,
    readonly kind: FailureKind,
    { repeatable, cause }: { readonly repeatable: boolean; readonly cause?: unknown },
  ) {
    super(problems[kind](service, repeatable ? 'Try again in a moment.' : IN_DOUBT), { cause });
  }
}

const IN_DOUBT =
  'The request may have been carried out all the same: before repeating it, ' +
  'read with GET what it would have made or changed.';

const problems = {
  unavailable: (service: ServiceName, advice: string) => ({
    status: 503,
    slug: 'downstream-unavailable' as const,
    detail: `The ${service} service is not available. ${advice}`,
    headers: { 'retry-after': '1' },
  }),
  'broken-off': (service: ServiceName, advice: string) => ({
    status: 502,
    slug: 'downstream-broken-off' as const,
    detail: `The ${service} service broke off before its answer was complete. ${advice}`,
  }),
  timeout: (service: ServiceName, advice: string) => ({
    status: 504,
    slug: 'downstream-timeout' as const,
    detail: `The ${service} service did not answer in time. ${advice}`,
  }),
  // Its caller has gone: a log is all that may read this.
  abandoned: (service: ServiceName, advice: string) => ({
    status: 503,
    slug: 'downstream-abandoned' as const,
    detail: `Nobody waited for the answer of the ${service} service. ${advice}`,
  }),
};
