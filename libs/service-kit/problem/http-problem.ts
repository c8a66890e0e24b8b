import type { ProblemDescription } from './problem.js';

/** Thrown by code that speaks HTTP (controllers, guards, clients) to answer with a problem of its own. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';

  constructor(
    readonly description: ProblemDescription,
    options?: ErrorOptions,
  ) {
    super(description.detail, options);
  }
}
