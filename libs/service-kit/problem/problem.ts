import { problemTitleOf, problemTypeOf, type ProblemName } from '#contracts/rest';
import { STATUS_CODES } from 'node:http';

/** Where in the request a value is wrong, as a JSON Pointer (RFC 6901), and why. */
export interface InvalidValue {
  readonly pointer: string;
  readonly detail: string;
}

/** A problem details object, RFC 9457. */
export interface Problem {
  /** `/problems/<slug>`: stable, for programs to tell problems apart. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** The path of the request. */
  readonly instance: string;
  readonly errors?: readonly InvalidValue[];
}

/** What there is to say of a problem before it is known which request it answers. */
export interface ProblemDescription {
  readonly status: number;
  /** The kind of the problem, the last part of its type; by default the status's reason phrase, as in `not-found`. */
  readonly slug?: ProblemName;
  readonly detail: string;
  readonly errors?: readonly InvalidValue[];
  /** Headers that belong to the answer, such as `Retry-After`. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** The Content-Type of a problem (RFC 9457, section 6.1). */
export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** The problem as it stands on the wire; its title says the slug in words. */
export function problemOf(description: ProblemDescription, instance: string): Problem {
  const { status, slug = slugOf(status), detail, errors } = description;
  return {
    type: problemTypeOf(slug),
    title: problemTitleOf(slug),
    status,
    detail,
    instance,
    ...(errors && { errors }),
  };
}

/** Where nobody has named a kind, the status has the name of one. */
const slugOf = (status: number): ProblemName =>
  (STATUS_CODES[status] ?? 'error').toLowerCase().replaceAll(/[^a-z]+/g, '-') as ProblemName;
