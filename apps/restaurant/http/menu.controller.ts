import { RestaurantId } from '#contracts';
import { MenuRequest, type RevisedMenuResponse } from '#contracts/rest';
import { CurrentCaller, Roles, type Caller, type OutgoingResponse } from '#service-kit';
import { Body, Controller, Headers, Param, Put, Res } from '@nestjs/common';
import { ReviseMenu } from '../application/revise-menu.use-case.js';
import { MenuVersionMismatch } from '../domain/restaurant-errors.js';
import { entityTagOf, versionsOf } from './entity-tag.js';
import { demandRestaurant } from './restaurant-access.js';
import { toRevisedMenuResponse } from './restaurant.response.js';

@Controller('restaurants/:restaurantId/menu')
export class MenuController {
  constructor(private readonly reviseMenu: ReviseMenu) {}

  @Put()
  @Roles('restaurant', 'operator')
  async revise(
    @CurrentCaller() caller: Caller,
    @Param('restaurantId', { schema: RestaurantId }) restaurantId: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: MenuRequest }) { items }: MenuRequest,
    @Res({ passthrough: true }) response: OutgoingResponse,
  ): Promise<RevisedMenuResponse> {
    demandRestaurant(caller, restaurantId);
    const expected = versionsOf(ifMatch);
    const menu = await this.reviseMenu.execute(restaurantId, items, expected).catch(tagOfPresent(response));
    response.header('ETag', entityTagOf(menu));
    return toRevisedMenuResponse(restaurantId, menu);
  }
}

/** Whoever came too late learns what to look at. */
const tagOfPresent =
  (response: OutgoingResponse) =>
  (error: unknown): never => {
    if (error instanceof MenuVersionMismatch)
      response.header('ETag', entityTagOf({ version: error.currentVersion }));
    throw error;
  };
