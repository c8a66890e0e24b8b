import { linkTo, type IndexResponse } from '#contracts/rest';
import { AnonymousToo, CurrentCaller, type Caller } from '#service-kit';
import { Controller, Get } from '@nestjs/common';
import { startingPoints } from './starting-points.js';

/** The one address that a client has to know; the others it is led to. */
@Controller('api')
export class IndexController {
  @Get()
  @AnonymousToo()
  index(@CurrentCaller() caller: Caller | undefined): IndexResponse {
    const _links = { self: linkTo('getIndex'), ...startingPoints(caller) };
    return { name: 'Order Saga', description: DESCRIPTION, _links };
  }
}

const DESCRIPTION =
  'Orders that a consumer service and a restaurant service validate together. `_links` are what you may do next, ' +
  'with the token that you have sent; a link without a method is to be got.';
