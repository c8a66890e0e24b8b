import { RestaurantId } from '#contracts';
import {
  ListRestaurantsQuery,
  OpenRestaurantRequest,
  type RestaurantListResponse,
  type RestaurantResponse,
} from '#contracts/rest';
import { IdempotencyKey } from '#idempotency';
import { Roles, type OutgoingResponse } from '#service-kit';
import { Body, Controller, Get, Headers, Param, Post, Query, Res } from '@nestjs/common';
import { OpenRestaurant } from '../application/open-restaurant.use-case.js';
import { RestaurantViews } from '../application/restaurant-views.js';
import { entityTagOf, isKnown } from './entity-tag.js';
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
    @IdempotencyKey() key: IdempotencyKey | undefined,
    @Body({ schema: OpenRestaurantRequest }) request: OpenRestaurantRequest,
    @Res({ passthrough: true }) response: OutgoingResponse,
  ): Promise<RestaurantResponse> {
    const { menu, ...profile } = request;
    const opened = await this.openRestaurant.execute(profile, menu.items, key);
    response
      .header('Location', `/restaurants/${opened.restaurantId}`)
      .header('ETag', entityTagOf(opened.menu));
    return toRestaurantResponse(opened);
  }

  @Get()
  async list(
    @Query({ schema: ListRestaurantsQuery }) { cursor, limit }: ListRestaurantsQuery,
  ): Promise<RestaurantListResponse> {
    return toRestaurantListResponse(await this.restaurants.list({ after: cursor, limit }), limit);
  }

  /** A restaurant changes by its menu alone, so the menu's version tags all of it. */
  @Get(':restaurantId')
  async get(
    @Param('restaurantId', { schema: RestaurantId }) restaurantId: string,
    @Headers('if-none-match') ifNoneMatch: string | undefined,
    @Res({ passthrough: true }) response: OutgoingResponse,
  ): Promise<RestaurantResponse | undefined> {
    const restaurant = await this.restaurants.get(restaurantId);
    const entityTag = entityTagOf(restaurant.menu);
    response.header('ETag', entityTag);
    if (isKnown(ifNoneMatch, entityTag)) return void response.status(304);
    return toRestaurantResponse(restaurant);
  }
}
