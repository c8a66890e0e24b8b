export class RestaurantNotFound extends Error {
  override readonly name = 'RestaurantNotFound';
  readonly slug = 'restaurant-not-found';

  constructor(readonly restaurantId: string) {
    super(`There is no restaurant ${restaurantId}`);
  }
}

/** Somebody else has revised the menu since the caller last saw it. */
export class MenuVersionMismatch extends Error {
  override readonly name = 'MenuVersionMismatch';
  readonly slug = 'menu-version-mismatch';

  constructor(
    readonly restaurantId: string,
    readonly currentVersion: number,
  ) {
    super(`The menu of the restaurant ${restaurantId} is at version ${currentVersion} now`);
  }
}
