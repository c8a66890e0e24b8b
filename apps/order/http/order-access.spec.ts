import type { Caller } from '#service-kit';
import { ForbiddenException } from '@nestjs/common';
import { demandConsumer, demandParty } from './order-access.js';

const martha = 'c0000000-0000-4000-8000-000000000001';
const ajanta = 'a0000000-0000-4000-8000-000000000001';
const order = { consumerId: martha, restaurantId: ajanta };
const caller = (role: Caller['role'], id?: string): Caller => ({ subject: role, role, id });

describe('demandParty', () => {
  it.each([caller('consumer', martha), caller('restaurant', ajanta), caller('operator')])(
    'lets $role $id see an order of its own',
    (party) => {
      expect(() => demandParty(party, order)).not.toThrow();
    },
  );

  it.each([
    caller('consumer', ajanta),
    caller('restaurant', martha),
    caller('gateway', martha),
    caller('consumer'),
  ])('keeps $role $id out', (stranger) => {
    expect(() => demandParty(stranger, order)).toThrow(ForbiddenException);
  });
});

describe('demandConsumer', () => {
  it.each([caller('consumer', martha), caller('operator')])('lets $role $id act on the order', (owner) => {
    expect(() => demandConsumer(owner, order.consumerId)).not.toThrow();
  });

  it.each([caller('restaurant', ajanta), caller('restaurant', martha), caller('consumer', ajanta)])(
    'keeps $role $id from it',
    (other) => {
      expect(() => demandConsumer(other, order.consumerId)).toThrow(ForbiddenException);
    },
  );
});
