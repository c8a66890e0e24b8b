import { linkTo, type IndexResponse } from '#contracts/rest';
import { AnonymousToo, CurrentCaller, type Caller, type OutgoingResponse } from '#service-kit';
import { Controller, Get, Headers, Optional, Res } from '@nestjs/common';
import { TokenIssuer } from '../auth/token-issuer.js';
import { startingPoints } from './starting-points.js';

/** The one address that a client has to know; the others it is led to. */
@AnonymousToo()
@Controller()
export class IndexController {
  /** Without an issuer of its own, the gateway has no log-in to lead to. */
  constructor(@Optional() private readonly issuer?: TokenIssuer) {}

  @Get('api')
  index(@CurrentCaller() caller: Caller | undefined): IndexResponse {
    const _links = { self: linkTo('getIndex'), ...startingPoints(caller, this.issuer ? [] : ['tokens']) };
    return { name: 'Order Saga', description: DESCRIPTION, _links };
  }

  @Get()
  root(
    @CurrentCaller() caller: Caller | undefined,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) response: OutgoingResponse,
  ): IndexResponse | undefined {
    response.header('vary', 'Accept');
    if (!accept?.includes('text/html')) return this.index(caller);
    response.status(303).header('location', linkTo('getOpenApiPage').href);
    return undefined;
  }
}

const DESCRIPTION =
  'Orders that a consumer service and a restaurant service validate together. `_links` are what you may do next, ' +
  'with the token that you have sent; a link without a method is to be got.';
