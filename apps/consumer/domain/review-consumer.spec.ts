import { Consumer } from './consumer.js';
import { reviewConsumer } from './review-consumer.js';

const percy = (heldCredit = 0) =>
  new Consumer(
    'c0000000-0000-4000-8000-000000000002',
    { firstName: 'Percy', lastName: 'Bramble' },
    2000,
    'ACTIVE',
    heldCredit,
  );

describe('the review of a consumer', () => {
  it('holds the credit of an active consumer', () => {
    expect(reviewConsumer(percy(), 1234)).toBe('hold');
  });

  it('goes up to the last cent', () => {
    expect(reviewConsumer(percy(), 2000)).toBe('hold');
    expect(reviewConsumer(percy(), 2001)).toBe('INSUFFICIENT_CREDIT');
  });

  it('counts what other orders hold', () => {
    expect(reviewConsumer(percy(1500), 500)).toBe('hold');
    expect(reviewConsumer(percy(1500), 501)).toBe('INSUFFICIENT_CREDIT');
  });

  it('lets an order that costs nothing pass when all credit is held', () => {
    expect(reviewConsumer(percy(2000), 0)).toBe('hold');
  });

  it('refuses a consumer that nobody knows', () => {
    expect(reviewConsumer(undefined, 1)).toBe('UNKNOWN_CONSUMER');
  });

  it('refuses a suspended consumer, whatever its credit', () => {
    expect(reviewConsumer(percy().suspend(), 1)).toBe('CONSUMER_SUSPENDED');
    expect(reviewConsumer(percy(2000).suspend(), 1)).toBe('CONSUMER_SUSPENDED');
  });
});
