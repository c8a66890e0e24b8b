import type { Caller, EdgeReply } from '#service-kit';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Observable } from 'rxjs';
import { announce } from './announce.js';
import { tooManyRequests, type RateLimit } from './rate-limit.js';

/** Limits what one caller asks for, from wherever: after the guard, which says who it is. */
@Injectable()
export class CallerLimit implements NestInterceptor {
  constructor(private readonly limit: RateLimit) {}

  async intercept(context: ExecutionContext, handler: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const { caller } = http.getRequest<{ readonly caller?: Caller }>();
    if (!caller) return handler.handle();
    const rest = await this.limit.take(caller.subject);
    announce(http.getResponse<EdgeReply>(), rest);
    if (rest.isExceeded) throw tooManyRequests(rest);
    return handler.handle();
  }
}
