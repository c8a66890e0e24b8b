import { OncePerKey } from '#idempotency';
import { createTestDatabase, offlineTransaction, outboxContent, type TestDatabase } from '#testing';
import { MenuVersionMismatch, RestaurantNotFound } from '../domain/restaurant-errors.js';
import { dataSourceOptions } from '../persistence/data-source.js';
import { TypeOrmRestaurantViews } from '../persistence/typeorm-restaurant-views.js';
import { TypeOrmRestaurants } from '../persistence/typeorm-restaurants.js';
import { OpenRestaurant } from './open-restaurant.use-case.js';
import { ReviseMenu } from './revise-menu.use-case.js';

const address = { street1: '12 Grand Avenue', city: 'Oakland', state: 'CA', zip: '94612' };
const vindaloo = { menuItemId: 'vindaloo', name: 'Chicken Vindaloo', price: 1234 };
const samosa = { menuItemId: 'samosa', name: 'Samosa', price: 450 };

describe('ReviseMenu', () => {
  let database: TestDatabase;
  let openRestaurant: OpenRestaurant;
  let reviseMenu: ReviseMenu;

  beforeAll(async () => {
    database = await createTestDatabase(dataSourceOptions);
    const transaction = offlineTransaction(database, 'restaurant');
    const restaurants = new TypeOrmRestaurants();
    openRestaurant = new OpenRestaurant(new OncePerKey(transaction), restaurants);
    reviseMenu = new ReviseMenu(transaction, restaurants);
  });
  afterAll(() => database.drop());

  const ajanta = async (): Promise<string> => {
    const profile = { name: 'Ajanta', address, deliveryZips: ['94612'] };
    return (await openRestaurant.execute(profile, [vindaloo])).restaurantId;
  };
  const menuOf = async (restaurantId: string) =>
    (await new TypeOrmRestaurantViews(database.dataSource).get(restaurantId)).menu;
  const publishedFor = async (id: string) =>
    (await outboxContent(database)).filter(({ shardKey }) => shardKey === id);

  it('replaces the menu, and tells', async () => {
    const restaurantId = await ajanta();
    const menu = await reviseMenu.execute(restaurantId, [samosa], [1]);
    expect(menu).toEqual({ version: 2, items: [samosa] });
    expect(await menuOf(restaurantId)).toEqual(menu);
    const wireMenu = (version: number, item: object, price: string) => ({
      version,
      items: [{ ...item, price }],
    });
    expect(await publishedFor(restaurantId)).toMatchObject([
      { type: 'RestaurantOpened', body: { name: 'Ajanta', menu: wireMenu(1, vindaloo, '12.34') } },
      { type: 'MenuRevised', body: { restaurantId, menu: wireMenu(2, samosa, '4.50') } },
    ]);
  });

  it('lets one of ten win that have all seen the same version', async () => {
    const restaurantId = await ajanta();
    const revisions = await Promise.allSettled(
      Array.from({ length: 10 }, (_, index) =>
        reviseMenu.execute(restaurantId, [{ ...samosa, price: index }], [1]),
      ),
    );
    const won = revisions.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    const lost = revisions.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
    expect(won).toHaveLength(1);
    expect(lost).toEqual(Array(9).fill(new MenuVersionMismatch(restaurantId, 2)));
    expect(await menuOf(restaurantId)).toEqual(won[0]);
    expect(await publishedFor(restaurantId)).toHaveLength(2);
  });

  it('counts every revision of those who expect no version', async () => {
    const restaurantId = await ajanta();
    await Promise.all(Array.from({ length: 5 }, () => reviseMenu.execute(restaurantId, [samosa])));
    expect((await menuOf(restaurantId)).version).toBe(6);
  });

  it('knows no menu of a restaurant that does not exist', async () => {
    const unknown = 'a0000000-0000-4000-8000-000000000099';
    await expect(reviseMenu.execute(unknown, [samosa])).rejects.toThrow(RestaurantNotFound);
  });
});
