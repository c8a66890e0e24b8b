import { RestaurantId } from '#contracts';
import {
  ListRestaurantsQuery,
  OpenRestaurantRequest,
  type RestaurantListResponse,
  type RestaurantResponse,
} from '#contracts/rest';
import { IdempotencyKey } from '#idempotency';
import { CurrentCaller, Roles, type Caller, type OutgoingResponse } from '#service-kit';
import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { OpenRestaurant } from '../application/open-restaurant.use-case.js';
import { RestaurantViews } from '../application/restaurant-views.js';
import { entityTagOf } from './entity-tag.js';
import { toRestaurantListResponse, toRestaurantResponse } from './restaurant.response.js';

@Controller('restaurants')
export class RestaurantsController {
  constructor(
    private readonly openRestaurant: OpenRestaurant,
    private readonly restaurants: RestaurantViews,
  ) {}

  @Post()
  @Roles('operator')
  async open(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: IdempotencyKey | undefined,
    @Body({ schema: OpenRestaurantRequest }) request: OpenRestaurantRequest,
    @Res({ passthrough: true }) response: OutgoingResponse,
  ): Promise<RestaurantResponse> {
    const { menu, ...profile } = request;
    const opened = await this.openRestaurant.execute(profile, menu.items, key);
    response
      .header('Location', `/restaurants/${opened.restaurantId}`)
      .header('ETag', entityTagOf(opened.menu));
    return toRestaurantResponse(opened, caller);
  }

  @Get()
  async list(
    @CurrentCaller() caller: Caller,
    @Query({ schema: ListRestaurantsQuery }) query: ListRestaurantsQuery,
  ): Promise<RestaurantListResponse> {
    const { cursor, limit } = query;
    return toRestaurantListResponse(await this.restaurants.list({ after: cursor, limit }), query, caller);
  }

  /** Tagged with the menu's version, by which the menu can be revised. */
  @Get(':restaurantId')
  async get(
    @CurrentCaller() caller: Caller,
    @Param('restaurantId', { schema: RestaurantId }) restaurantId: string,
    @Res({ passthrough: true }) response: OutgoingResponse,
  ): Promise<RestaurantResponse> {
    const restaurant = await this.restaurants.get(restaurantId);
    response.header('ETag', entityTagOf(restaurant.menu));
    return toRestaurantResponse(restaurant, caller);
  }
}
