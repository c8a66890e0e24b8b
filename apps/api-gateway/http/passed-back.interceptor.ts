import type { OutgoingResponse } from '#service-kit';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { map, type Observable } from 'rxjs';
import { passBack } from './pass-back.js';
import type { DownstreamAnswer } from '../clients/exchange.js';

/** For controllers whose handlers return a service's answer: it becomes the gateway's own. */
@Injectable()
export class PassedBack implements NestInterceptor<DownstreamAnswer, Buffer> {
  intercept(context: ExecutionContext, handler: CallHandler<DownstreamAnswer>): Observable<Buffer> {
    const response = context.switchToHttp().getResponse<OutgoingResponse>();
    return handler.handle().pipe(map((answer) => passBack(answer, response)));
  }
}
