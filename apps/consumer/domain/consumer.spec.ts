import { Consumer } from './consumer.js';

const sybil = new Consumer(
  'c0000000-0000-4000-8000-000000000003',
  { firstName: 'Sybil', lastName: 'Thorne' },
  50_000,
  'ACTIVE',
  6170,
);

describe('a consumer', () => {
  it('starts active, with all of its credit available', () => {
    const { status, availableCredit } = new Consumer(sybil.consumerId, sybil.name, 50_000);
    expect({ status, availableCredit }).toEqual({ status: 'ACTIVE', availableCredit: 50_000 });
  });

  it('has its limit available, less what its orders hold', () => {
    expect(sybil.availableCredit).toBe(43_830);
  });

  it('keeps what is held when it is suspended', () => {
    const suspended = sybil.suspend();
    expect(suspended.isSuspended()).toBe(true);
    expect(suspended).toEqual({ ...sybil, status: 'SUSPENDED' });
  });
});
