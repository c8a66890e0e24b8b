import type { INestApplication } from '@nestjs/common';
import type { ProblemTable } from '../problem/problem-table.js';
import { ProblemFilter } from '../problem/problem.filter.js';
import { validationPipe } from '../problem/validation-pipe.js';

/** Validates requests by their schemas, and answers every error with problem+json, the service's own by its table. */
export function serveProblems(app: INestApplication, problemTable: ProblemTable = []): void {
  app.useGlobalPipes(validationPipe());
  app.useGlobalFilters(new ProblemFilter(problemTable));
}
