import type { MigrationInterface, QueryRunner } from 'typeorm';

/** json, unlike jsonb, keeps the order of the fields; nothing here is searched by what is in it. */
export class CreateRestaurants1761000000030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE restaurants (
        restaurant_id uuid PRIMARY KEY,
        name text NOT NULL,
        address json NOT NULL,
        delivery_zips text[] NOT NULL,
        menu_version int NOT NULL CHECK (menu_version >= 1),
        menu_items json NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE restaurants');
  }
}
