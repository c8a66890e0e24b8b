import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('restaurants')
export class Restaurant {
  @PrimaryColumn('uuid', { name: 'restaurant_id' })
  restaurantId!: string;

  @Column('text', { name: 'delivery_zips', array: true })
  deliveryZips!: string[];

  /** Prices in cents, by the id of the menu item. */
  @Column('jsonb')
  menu!: Record<string, number>;
}
