import type { INestApplication } from '@nestjs/common';
import { PROBLEM_TABLE, type ProblemTable } from '../problem/problem-table.js';
import { ProblemFilter } from '../problem/problem.filter.js';
import { validationPipe } from '../problem/validation-pipe.js';
import { optionalProvider } from './optional-provider.js';

/** Validates requests by their schemas, and answers every error with problem+json, by the app's PROBLEM_TABLE. */
export function serveProblems(app: INestApplication): void {
  app.useGlobalPipes(validationPipe());
  app.useGlobalFilters(new ProblemFilter(optionalProvider<ProblemTable>(app, PROBLEM_TABLE, [])));
}
