import { HttpProblem } from '#service-kit';
import type { ServiceName } from '#contracts';

export type FailureKind = 'unavailable' | 'broken-off' | 'timeout' | 'abandoned';

/** A service gave no answer: it cannot be reached, broke off, took too long, or its caller did not wait. */
export class DownstreamFailure extends HttpProblem {
  /** Whether the call may be made again: it changes nothing, has a key to be known by, or was never sent. */
  readonly repeatable: boolean;

  constructor(
    readonly service: ServiceName,
    readonly kind: FailureKind,
    { repeatable, cause }: { readonly repeatable: boolean; readonly cause?: unknown },
  ) {
    super(problems[kind](service, repeatable ? 'Try again in a moment.' : IN_DOUBT), { cause });
    this.repeatable = repeatable;
  }
}

const IN_DOUBT =
  'The request may have been carried out all the same: before repeating it, ' +
  'read with GET what it would have made or changed.';

const unavailable = (service: ServiceName, advice: string) => ({
  status: 503,
  slug: 'downstream-unavailable' as const,
  detail: `The ${service} service is not available. ${advice}`,
  headers: { 'retry-after': '1' },
});

const problems = {
  unavailable,
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
  // Its caller has gone, and will not read it.
  abandoned: unavailable,
};
