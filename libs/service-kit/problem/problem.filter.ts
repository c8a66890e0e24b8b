import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { describeError } from './describe-error.js';
import { PROBLEM_MEDIA_TYPE, problemOf } from './problem.js';
import type { ProblemTable } from './problem-table.js';

interface Request {
  readonly method: string;
  readonly url: string;
}

interface Reply {
  readonly sent: boolean;
  status(code: number): Reply;
  headers(values: Readonly<Record<string, string>>): Reply;
  send(body: string): Reply;
}

/** Answers every error with problem+json, and records those that are nobody's fault but ours. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('ProblemFilter');

  constructor(private readonly table: ProblemTable) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const reply = host.switchToHttp().getResponse<Reply>();
    const description = describeError(error, this.table);
    if (description.status >= 500) this.record(error, description.status, request);
    if (reply.sent) return;
    const problem = problemOf(description, pathOf(request.url));
    reply
      .status(problem.status)
      .headers({ ...description.headers, 'content-type': PROBLEM_MEDIA_TYPE })
      .send(JSON.stringify(problem));
  }

  /** A 503 or 504 says itself what is away; its stack would tell nothing. */
  private record(error: unknown, status: number, { method, url }: Request): void {
    const what = `${method} ${pathOf(url)} was answered with ${status}`;
    if (status === 500) this.logger.error(what, error);
    else this.logger.warn(`${what}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Without the query, which may hold what should not be repeated. */
const pathOf = (url: string): string => url.split('?', 1)[0] ?? url;
