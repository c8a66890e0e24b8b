import { slotNameOf } from './slot-name.js';

describe('the name of a replication slot', () => {
  it('says whose outbox it is for', () => {
    expect(slotNameOf('order_service')).toBe('outbox_order_service');
  });

  it.each(['Order-Service', 'a'.repeat(63), 'größe'])('is one that PostgreSQL takes, for %s', (database) => {
    expect(slotNameOf(database)).toMatch(/^[a-z0-9_]{1,63}$/);
  });

  it('tells databases apart whose names differ by letters that it cannot hold', () => {
    expect(slotNameOf('order-service')).not.toBe(slotNameOf('order.service'));
    expect(slotNameOf('order-service')).not.toBe(slotNameOf('order_service'));
  });
});
