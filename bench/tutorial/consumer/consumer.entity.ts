import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('consumers')
export class Consumer {
  @PrimaryColumn('uuid', { name: 'consumer_id' })
  consumerId!: string;

  /** In cents. */
  @Column('bigint', { name: 'credit_limit' })
  creditLimit!: string;

  /** In cents. */
  @Column('bigint', { name: 'held_credit', default: 0 })
  heldCredit!: string;
}
