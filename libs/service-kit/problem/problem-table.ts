import type { ProblemName } from '#contracts/rest';

/** What the domain throws: an error that knows its slug and nothing of HTTP. */
export interface SluggedError extends Error {
  readonly slug: ProblemName;
  /** After so many seconds another try is worth while; without it, no time makes it so. */
  readonly retryAfterS?: number;
}

/** Any class of such errors, whatever its constructor takes. */
export type SluggedErrorClass = abstract new (...parameters: never[]) => SluggedError;

/** Which status each domain error is answered with; the first entry that the error is an instance of counts. */
export type ProblemTable = readonly (readonly [SluggedErrorClass, number])[];
