import { mayActFor, type Caller } from './caller.js';

const MARTHA = 'c0000000-0000-4000-8000-000000000001';
const PERCY = 'c0000000-0000-4000-8000-000000000002';
const martha: Caller = { subject: 'martha', role: 'consumer', id: MARTHA };
const operator: Caller = { subject: 'operator', role: 'operator' };

describe('mayActFor', () => {
  it('lets a party act for itself, however its id is written', () => {
    expect(mayActFor(martha, MARTHA)).toBe(true);
    expect(mayActFor(martha, MARTHA.toUpperCase())).toBe(true);
  });

  it('keeps a party from acting for another', () => {
    expect(mayActFor(martha, PERCY)).toBe(false);
  });

  it('lets an operator act for everybody, and for nobody in particular', () => {
    expect(mayActFor(operator, PERCY)).toBe(true);
    expect(mayActFor(operator, undefined)).toBe(true);
  });

  it('keeps a party without an id, and a party asking for all, out', () => {
    expect(mayActFor({ subject: 'nobody', role: 'consumer' }, PERCY)).toBe(false);
    expect(mayActFor({ subject: 'nobody', role: 'consumer' }, undefined)).toBe(false);
    expect(mayActFor(martha, undefined)).toBe(false);
  });
});
