import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

@Entity('tickets')
export class Ticket {
  @PrimaryColumn('uuid', { name: 'order_id' })
  orderId!: string;

  @Column('uuid', { name: 'restaurant_id' })
  restaurantId!: string;

  @Column('json', { name: 'line_items' })
  lineItems!: object[];

  @Column('text', { default: 'OPEN' })
  state!: string;

  @CreateDateColumn({ name: 'created_at' })
  createdAt!: Date;
}
