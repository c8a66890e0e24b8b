import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { map, type Observable } from 'rxjs';
import { passBack, type Reply } from './pass-back.js';
import type { Answer } from '../clients/exchange.js';

/** For controllers whose handlers return a service's answer: it becomes the gateway's own. */
@Injectable()
export class PassedBack implements NestInterceptor<Answer, Buffer> {
  intercept(context: ExecutionContext, handler: CallHandler<Answer>): Observable<Buffer> {
    const reply = context.switchToHttp().getResponse<Reply>();
    return handler.handle().pipe(map((answer) => passBack(answer, reply)));
  }
}
