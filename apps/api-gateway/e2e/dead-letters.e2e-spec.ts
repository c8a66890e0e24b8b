import type { GatewayClient } from '#gateway-client';
import { fiveVindaloos, nobody } from '#testing';
import { logIn } from './callers.js';
import { expectProblem } from './problems.js';
import { quiet } from './quiet.js';

describe('the dead letters', () => {
  let operator: GatewayClient;
  beforeAll(async () => {
    operator = await logIn('operator');
  });

  it('are none of an order, not even of one that is rejected for two reasons', async () => {
    const order = fiveVindaloos(nobody, { restaurantId: nobody });
    const { orderId } = await operator.placeOrder(order);
    await quiet(operator, orderId);
    const { deadLetters, incomplete } = await operator.deadLetters();
    expect(deadLetters.filter(({ shardKey }) => shardKey === orderId)).toEqual([]);
    expect(incomplete).toEqual([]);
  });

  it.each(['consumer.commands', 'restaurant.commands', 'order.replies', 'restaurant.events'])(
    'of %s can be sent back, also when there are none',
    async (channel) => {
      const answer = await operator.send('POST', `/dead-letters/${channel}/redrive`);
      expect(answer).toMatchObject({ status: 200, body: { channel, redriven: expect.any(Number) } });
    },
  );

  it.each(['nonsense', 'consumer.commands.0', 'consumer.commands.dead-letter', 'events', 'a%2Fb'])(
    'are not to be had of %s, which is no channel',
    async (channel) => {
      expectProblem(await operator.send('POST', `/dead-letters/${channel}/redrive`), 404, 'not-found');
    },
  );
});
