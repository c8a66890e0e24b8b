import { createTestDatabase, type TestDatabase } from '#testing';
import { dataSourceOptions } from './data-source.js';
import { insertDemoData } from './demo-data.js';
import { RestaurantSchema } from './restaurant.schema.js';
import { TypeOrmRestaurantViews } from './typeorm-restaurant-views.js';

const ajanta = 'a0000000-0000-4000-8000-000000000001';
const zelo = 'a0000000-0000-4000-8000-000000000002';

describe('the demo data', () => {
  let database: TestDatabase;
  let views: TypeOrmRestaurantViews;

  beforeAll(async () => {
    database = await createTestDatabase(dataSourceOptions);
    views = new TypeOrmRestaurantViews(database.dataSource);
    await insertDemoData(database.dataSource.manager);
  });
  afterAll(() => database.drop());

  it('has the menus that the README orders from', async () => {
    const pricesAt = async (restaurantId: string) =>
      (await views.get(restaurantId)).menu.items.map(({ menuItemId, price }) => [menuItemId, price]);
    expect(await pricesAt(ajanta)).toEqual([
      ['vindaloo', 1234],
      ['samosa', 450],
      ['lassi', 325],
    ]);
    expect(await pricesAt(zelo)).toEqual([
      ['margherita', 1400],
      ['tiramisu', 750],
    ]);
  });

  it('delivers to the zip codes that the README orders to', async () => {
    expect((await views.get(ajanta)).deliveryZips).toEqual(['94611', '94612', '94613']);
    expect((await views.get(zelo)).deliveryZips).toEqual(['94102', '94103']);
  });

  it('leaves what is there as it is', async () => {
    const { manager } = database.dataSource;
    await manager.update(RestaurantSchema, { restaurantId: zelo }, { menuVersion: 7, menuItems: [] });
    await insertDemoData(manager);
    expect((await views.get(zelo)).menu).toEqual({ version: 7, items: [] });
    expect(await views.list({ limit: 10 })).toHaveLength(2);
  });

  it('is listed in pages, without the menus', async () => {
    const [first] = await views.list({ limit: 1 });
    expect(first).toEqual({
      restaurantId: ajanta,
      name: 'Ajanta',
      address: expect.objectContaining({ zip: '94612' }),
      deliveryZips: ['94611', '94612', '94613'],
    });
    const rest = await views.list({ after: ajanta, limit: 1 });
    expect(rest.map(({ restaurantId }) => restaurantId)).toEqual([zelo]);
  });
});
