import { brokerPermissions } from './broker-permissions.js';

const topology = { shards: 2, retryDelaysMs: [200] };
const permissions = {
  order: brokerPermissions('order', topology),
  consumer: brokerPermissions('consumer', topology),
  restaurant: brokerPermissions('restaurant', topology),
};
const matches = (pattern: string, name: string): boolean => new RegExp(pattern).test(name);

describe('the permissions of broker users', () => {
  it.each(Object.entries(permissions))('let %s declare nothing', (_service, { configure }) => {
    expect(matches(configure, 'anything')).toBe(false);
  });

  it.each([
    ['order', 'consumer.commands'],
    ['order', 'restaurant.commands'],
    ['order', 'order.replies.retry.200'],
    ['order', 'events'],
    ['consumer', 'order.replies'],
    ['consumer', 'consumer.commands.dead-letter'],
    ['restaurant', 'order.replies'],
    ['restaurant', 'restaurant.events.retry.200'],
    ['restaurant', 'restaurant.events'],
  ] as const)('let %s send to %s', (service, exchange) => {
    expect(matches(permissions[service].write, exchange)).toBe(true);
  });

  it.each([
    ['order', 'consumer.commands.retry.200'],
    ['consumer', 'restaurant.commands'],
    ['consumer', 'restaurant.events'],
    ['restaurant', 'consumer.commands'],
    ['restaurant', 'order.replies.dead-letter'],
    ['restaurant', 'orderXreplies'],
    ['order', ''],
  ] as const)('do not let %s send to "%s"', (service, exchange) => {
    expect(matches(permissions[service].write, exchange)).toBe(false);
  });

  it('let a service receive from its own queues', () => {
    const { read } = permissions.restaurant;
    const own = [
      'restaurant.commands.0',
      'restaurant.commands.1',
      'restaurant.events',
      'restaurant.events.dead-letter',
    ];
    expect(own.filter((queue) => !matches(read, queue))).toEqual([]);
  });

  it.each(['order.replies.0', 'consumer.commands.0', 'restaurant.commands.2'])(
    'do not let restaurant receive from %s',
    (queue) => {
      expect(matches(permissions.restaurant.read, queue)).toBe(false);
    },
  );
});
