import { at, failed, handled, messages, published, trail, waiting } from '../testing/trails.js';
import { sightingsOf } from './sightings.js';
import { timelineMessageOf } from './timeline-message.js';
import type { MessageTrailResponse } from '#contracts/rest';

const { validateConsumer, validateOrderDetails, consumerValidated, orderPlaced, orderValidated } = messages;
const merged = (...trails: readonly MessageTrailResponse[]) => sightingsOf(trails).map(timelineMessageOf);
const places = (...trails: readonly MessageTrailResponse[]) =>
  merged(...trails).map(({ type, where }) => [type, where]);

describe('the messages of a timeline', () => {
  it('tells the whole way of a message that was handled', () => {
    const all = merged(
      trail('consumer', { handled: [handled(validateConsumer, 'order', { outcome: 'credit held' })] }),
      trail('order', { published: [published(validateConsumer)] }),
    );
    expect(all).toEqual([
      {
        ...validateConsumer,
        from: 'order',
        storedAt: at('12:00:00.000'),
        publishedAt: at('12:00:00.000'),
        receivedAt: at('12:00:00.100'),
        handledAt: at('12:00:00.110'),
        attempt: 1,
        outcome: 'credit held',
        where: 'handled by consumer',
      },
    ]);
  });

  it('puts them in the order in which they came to be, whoever sent them', () => {
    const types = merged(
      trail('consumer', { published: [published(consumerValidated, at('12:00:00.110'))] }),
      trail('order', {
        waiting: [waiting(orderValidated, at('12:00:00.200'))],
        published: [published(validateOrderDetails), published(validateConsumer)],
      }),
    ).map(({ type }) => type);
    expect(types).toEqual([
      'ValidateConsumerInfo',
      'ValidateOrderDetails',
      'ConsumerValidated',
      'OrderValidated',
    ]);
  });

  it('finds a message in the outbox of its sender', () => {
    const trails = [trail('order', { waiting: [waiting(validateConsumer)] }), trail('consumer')];
    expect(places(...trails)).toEqual([['ValidateConsumerInfo', 'outbox of order']]);
  });

  it('finds a message in its channel', () => {
    const trails = [trail('order', { published: [published(validateConsumer)] }), trail('consumer')];
    expect(places(...trails)).toEqual([['ValidateConsumerInfo', 'channel consumer.commands']]);
  });

  it('believes the receiver before the sender, whose relay may lag behind', () => {
    const trails = [
      trail('order', { waiting: [waiting(validateConsumer)] }),
      trail('consumer', { handled: [handled(validateConsumer, 'order')] }),
    ];
    expect(places(...trails)).toEqual([['ValidateConsumerInfo', 'handled by consumer']]);
  });

  it('counts a message once that is in the outbox and published at the same time', () => {
    const both = trail('order', {
      waiting: [waiting(validateConsumer)],
      published: [published(validateConsumer)],
    });
    expect(places(both)).toEqual([['ValidateConsumerInfo', 'channel consumer.commands']]);
  });

  it.each(['retry', 'dead-letter'] as const)(
    'finds a message in the %s channel by its latest attempt',
    (disposition) => {
      const [message] = merged(
        trail('order', { published: [published(validateConsumer)] }),
        trail('consumer', {
          failed: [
            failed(validateConsumer, {
              attempt: 2,
              error: 'crash',
              disposition,
              failedAt: at('12:00:02.000'),
            }),
            failed(validateConsumer, { attempt: 1, error: 'boom' }),
          ],
        }),
      );
      expect(message).toMatchObject({
        attempt: 2,
        error: 'crash',
        where: `${disposition} channel of consumer.commands`,
      });
    },
  );

  it('follows an event to the channel of its subscriber', () => {
    const order = trail('order', { published: [published(orderValidated)] });
    const own = { ...orderValidated, channel: 'restaurant.events' };
    expect(places(order, trail('restaurant'))).toEqual([['OrderValidated', 'channel restaurant.events']]);
    expect(places(order, trail('restaurant', { failed: [failed(own)] }))).toEqual([
      ['OrderValidated', 'retry channel of restaurant.events'],
    ]);
    expect(merged(order, trail('restaurant', { handled: [handled(own, 'order')] }))).toMatchObject([
      { channel: 'events', where: 'handled by restaurant' },
    ]);
  });

  it('says that nobody subscribes to an event, once it is out', () => {
    expect(places(trail('order', { waiting: [waiting(orderPlaced)] }))).toEqual([
      ['OrderPlaced', 'outbox of order'],
    ]);
    expect(places(trail('order', { published: [published(orderPlaced)] }))).toEqual([
      ['OrderPlaced', 'nobody subscribes'],
    ]);
  });

  it('makes do with what the receiver knows when the sender does not answer', () => {
    expect(merged(trail('consumer', { handled: [handled(validateConsumer, 'order')] }))).toMatchObject([
      { from: 'order', receivedAt: at('12:00:00.100'), where: 'handled by consumer' },
    ]);
    expect(merged(trail('consumer', { failed: [failed(validateConsumer)] }))).toMatchObject([
      { id: 'm1', error: 'boom', where: 'retry channel of consumer.commands' },
    ]);
  });

  it('knows a channel that is not in the topology by its name', () => {
    const stray = { ...validateConsumer, channel: 'warehouse.commands' };
    expect(places(trail('order', { published: [published(stray)] }))).toEqual([
      ['ValidateConsumerInfo', 'channel warehouse.commands'],
    ]);
  });
});
