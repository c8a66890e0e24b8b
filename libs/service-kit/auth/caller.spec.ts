import { mayActFor, type Caller, type Party } from './caller.js';

const MARTHA = 'c0000000-0000-4000-8000-000000000001';
const PERCY = 'c0000000-0000-4000-8000-000000000002';
const martha: Caller = { subject: 'martha', role: 'consumer', id: MARTHA };
const asConsumer = (id?: string): Party => ({ role: 'consumer', id });
const operator: Caller = { subject: 'operator', role: 'operator' };

describe('mayActFor', () => {
  it('lets a party act for itself, however its id is written', () => {
    expect(mayActFor(martha, asConsumer(MARTHA))).toBe(true);
    expect(mayActFor(martha, asConsumer(MARTHA.toUpperCase()))).toBe(true);
  });

  it('keeps a party from acting for another', () => {
    expect(mayActFor(martha, asConsumer(PERCY))).toBe(false);
  });

  it('keeps a party from acting for one of another role, though both have the same id', () => {
    expect(mayActFor(martha, { role: 'restaurant', id: MARTHA })).toBe(false);
    expect(mayActFor({ ...martha, role: 'restaurant' }, asConsumer(MARTHA))).toBe(false);
    expect(mayActFor({ ...martha, role: 'gateway' }, asConsumer(MARTHA))).toBe(false);
  });

  it('lets an operator act for everybody, and for nobody in particular', () => {
    expect(mayActFor(operator, asConsumer(PERCY))).toBe(true);
    expect(mayActFor(operator, asConsumer())).toBe(true);
  });

  it('keeps a party without an id, and a party asking for all, out', () => {
    expect(mayActFor({ subject: 'nobody', role: 'consumer' }, asConsumer(PERCY))).toBe(false);
    expect(mayActFor({ subject: 'nobody', role: 'consumer' }, asConsumer())).toBe(false);
    expect(mayActFor(martha, asConsumer())).toBe(false);
  });
});
