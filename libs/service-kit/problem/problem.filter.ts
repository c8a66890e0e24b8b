import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { describeError } from './describe-error.js';
import type { ProblemTable } from './problem-table.js';
import { pathOf, sendProblem, type Reply } from './send-problem.js';

interface Request {
  readonly method: string;
  readonly url: string;
}

/** Answers every error with problem+json, and records those that are not the client's. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('ProblemFilter');

  constructor(private readonly table: ProblemTable) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const reply = host.switchToHttp().getResponse<Reply>();
    const description = describeError(error, this.table);
    if (description.status >= 500) this.record(error, description.status, request);
    if (!reply.sent) sendProblem(reply, description, request.url);
  }

  /** A 503 or 504 says itself what is away; its stack would tell nothing. */
  private record(error: unknown, status: number, { method, url }: Request): void {
    const what = `${method} ${pathOf(url)} was answered with ${status}`;
    if (status === 500) this.logger.error(what, error);
    else this.logger.warn(`${what}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
