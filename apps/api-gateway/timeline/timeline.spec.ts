import {
  at,
  createOrder,
  failed,
  handled,
  messages,
  order,
  published,
  trail,
  waiting,
} from '../testing/trails.js';
import type { MessageTrailResponse } from '#contracts/rest';
import type { OrderSagasResponse } from '#contracts/rest';
import { timelineOf } from './timeline.js';

const { validateConsumer, validateOrderDetails, consumerValidated, orderPlaced, orderValidated } = messages;
const now = new Date(at('12:00:04.200'));
const summary = (view: OrderSagasResponse, ...trails: readonly MessageTrailResponse[]) =>
  timelineOf(view, trails, [], now).summary;
const pending = order('PENDING', createOrder());

describe('timelineOf', () => {
  it('holds the order, its sagas, its messages, and who did not answer', () => {
    const timeline = timelineOf(
      pending,
      [trail('order', { waiting: [waiting(orderPlaced)] })],
      ['consumer'],
      now,
    );
    expect(timeline).toMatchObject({
      orderId: 'order-1',
      state: 'PENDING',
      sagas: [{ name: 'create-order' }],
      messages: [{ type: 'OrderPlaced', where: 'outbox of order' }],
      incomplete: ['consumer'],
      _links: { self: { href: '/orders/order-1/timeline' }, order: { href: '/orders/order-1' } },
    });
  });
});

describe('the summary of an order under way', () => {
  it('names the reply that is awaited, and the command that nobody has handled', () => {
    expect(summary(pending, trail('order', { published: [published(validateConsumer)] }))).toBe(
      'Waiting for ConsumerValidated: ValidateConsumerInfo was published to consumer.commands 4.2 s ago ' +
        'and is not handled yet',
    );
  });

  it('names what has not left the outbox, all of it', () => {
    const outbox = [waiting(orderPlaced), waiting(validateConsumer), waiting(validateOrderDetails)];
    expect(summary(pending, trail('order', { waiting: outbox }))).toBe(
      'Waiting for ConsumerValidated: ValidateConsumerInfo was stored in the outbox of order 4.2 s ago ' +
        'and is not published yet; and for OrderDetailsValidated: ValidateOrderDetails was stored in the outbox ' +
        'of order 4.2 s ago and is not published yet',
    );
  });

  it('repeats why a command fails', () => {
    const sent = trail('order', { published: [published(validateConsumer)] });
    const trying = trail('consumer', { failed: [failed(validateConsumer, { attempt: 2 })] });
    expect(summary(pending, sent, trying)).toBe(
      'Waiting for ConsumerValidated: ValidateConsumerInfo failed at attempt 2 (boom) 3.2 s ago and will be tried again',
    );
  });

  it('calls for an operator when a command is dead-lettered', () => {
    const sent = trail('order', { published: [published(validateConsumer)] });
    const dead = trail('consumer', {
      failed: [failed(validateConsumer, { attempt: 4, disposition: 'dead-letter' })],
    });
    expect(summary(pending, sent, dead)).toBe(
      'Waiting for ConsumerValidated: ValidateConsumerInfo failed at attempt 4 (boom) 3.2 s ago and is in the ' +
        'dead-letter channel of consumer.commands until an operator redrives it',
    );
  });

  it('waits for the order service itself when the reply is there', () => {
    const consumer = trail('consumer', {
      handled: [handled(validateConsumer, 'order')],
      published: [published(consumerValidated, at('12:00:03.200'))],
    });
    expect(summary(pending, consumer)).toBe(
      'Waiting for order to handle ConsumerValidated: ConsumerValidated was published to order.replies 1.0 s ago ' +
        'and is not handled yet',
    );
  });

  it('points at the deadline when there is nothing else to wait for', () => {
    const known = 'The order is PENDING, and all its messages are handled';
    expect(summary(pending)).toBe(`${known}; its deadline is in 25.8 s`);
    const late = createOrder({ deadlineAt: at('12:00:03.200') });
    expect(summary(order('PENDING', late))).toBe(`${known}; its deadline passed 1.0 s ago`);
    expect(summary(order('PENDING', createOrder({ deadlineAt: null })))).toBe(known);
  });

  it('admits what it cannot know', () => {
    const known = timelineOf(pending, [], ['consumer', 'restaurant'], now).summary;
    expect(known).toMatch(/ \(consumer and restaurant did not answer: there may be more\)$/);
  });
});

describe('the summary of an order that is concluded', () => {
  const ended = { endedAt: at('12:00:00.420'), deadlineAt: null };

  it('says how long it took', () => {
    expect(summary(order('VALIDATED', createOrder({ ...ended, status: 'COMPLETED' })))).toBe(
      'The order is VALIDATED: create-order completed 420 ms after it was placed',
    );
  });

  it('says why it was rejected', () => {
    const failedSaga = createOrder({ ...ended, status: 'FAILED', reason: 'INSUFFICIENT_CREDIT' });
    expect(summary(order('REJECTED', failedSaga))).toBe(
      'The order is REJECTED: create-order failed (INSUFFICIENT_CREDIT) 420 ms after it was placed',
    );
  });

  it('mentions what is still on its way, but not what nobody subscribes to', () => {
    const saga = createOrder({ ...ended, status: 'COMPLETED' });
    const sent = trail('order', { published: [published(orderValidated), published(orderPlaced)] });
    expect(summary(order('VALIDATED', saga), sent)).toMatch(
      /; not handled yet: OrderValidated \(channel restaurant\.events\)$/,
    );
  });

  it('has little to say of an order without sagas', () => {
    expect(summary(order('CANCELLED'))).toBe('The order is CANCELLED');
  });
});
