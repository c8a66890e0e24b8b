import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, UpdateDateColumn } from 'typeorm';

@Entity('orders')
export class Order {
  @PrimaryGeneratedColumn('uuid', { name: 'order_id' })
  orderId!: string;

  @Column('uuid', { name: 'consumer_id' })
  consumerId!: string;

  @Column('uuid', { name: 'restaurant_id' })
  restaurantId!: string;

  @Column('json', { name: 'delivery_address' })
  deliveryAddress!: object;

  @Column('json', { name: 'line_items' })
  lineItems!: object[];

  @Column('decimal', { name: 'order_total', precision: 12, scale: 2 })
  orderTotal!: string;

  @Column('boolean', { name: 'consumer_valid', default: false })
  consumerValid!: boolean;

  @Column('boolean', { name: 'details_valid', default: false })
  detailsValid!: boolean;

  @Column('text', { default: 'PENDING' })
  state!: string;

  @CreateDateColumn({ name: 'created_at' })
  createdAt!: Date;

  @UpdateDateColumn({ name: 'updated_at' })
  updatedAt!: Date;
}
