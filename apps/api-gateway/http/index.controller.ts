import { linkTo, type IndexResponse } from '#contracts/rest';
import { AnonymousToo, CurrentCaller, type Caller } from '#service-kit';
import { Controller, Get, Optional } from '@nestjs/common';
import { TokenIssuer } from '../auth/token-issuer.js';
import { startingPoints } from './starting-points.js';

/** The one address that a client has to know; the others it is led to. */
@Controller('api')
export class IndexController {
  /** Without an issuer of its own, the gateway has no log-in to lead to. */
  constructor(@Optional() private readonly issuer?: TokenIssuer) {}

  @Get()
  @AnonymousToo()
  index(@CurrentCaller() caller: Caller | undefined): IndexResponse {
    const _links = { self: linkTo('getIndex'), ...startingPoints(caller, this.issuer ? [] : ['tokens']) };
    return { name: 'Order Saga', description: DESCRIPTION, _links };
  }
}

const DESCRIPTION =
  'Orders that a consumer service and a restaurant service validate together. `_links` are what you may do next, ' +
  'with the token that you have sent; a link without a method is to be got.';
