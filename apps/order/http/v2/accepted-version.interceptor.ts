import { ORDER_V1, ORDER_V2, type OrderListResponse, type OrderResponse } from '#contracts/rest';
import { HttpProblem, type OutgoingResponse } from '#service-kit';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { map, type Observable } from 'rxjs';
import { acceptedMediaType } from './accepted-media-type.js';
import { toOrderV2 } from './order-v2.response.js';

/** Every version of an order, by the media type that asks for it, and how it is made of the first. */
const VERSIONS: Readonly<Record<string, (order: OrderResponse) => object>> = {
  [ORDER_V1]: (order) => order,
  [ORDER_V2]: toOrderV2,
};

interface Request {
  readonly headers: { readonly accept?: string };
}

/** For controllers that speak of orders in their first version: callers get the one that they accept, or 406. */
@Injectable()
export class AcceptedVersion implements NestInterceptor<OrderResponse | OrderListResponse, object> {
  intercept(
    context: ExecutionContext,
    handler: CallHandler<OrderResponse | OrderListResponse>,
  ): Observable<object> {
    const http = context.switchToHttp();
    const { accept } = http.getRequest<Request>().headers;
    const mediaType = acceptedMediaType(accept, Object.keys(VERSIONS));
    if (mediaType === undefined) throw notAcceptable();
    const response = http.getResponse<OutgoingResponse>();
    response.header('vary', 'Accept');
    const version = VERSIONS[mediaType];
    if (!version) return handler.handle();
    response.header('content-type', mediaType);
    return handler.handle().pipe(map((body) => inVersion(version, body)));
  }
}

const inVersion = (
  version: (order: OrderResponse) => object,
  body: OrderResponse | OrderListResponse,
): object => ('orders' in body ? { ...body, orders: body.orders.map(version) } : version(body));

const notAcceptable = (): HttpProblem =>
  new HttpProblem({
    status: 406,
    slug: 'not-acceptable',
    detail: `Orders can be had as application/json, ${Object.keys(VERSIONS).join(' and ')}.`,
    headers: { vary: 'Accept' },
  });
