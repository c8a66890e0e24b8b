import { RelayInSlowMotion, turn } from './testing/relay-in-slow-motion.js';

describe('the messages of one stream', () => {
  it.each([
    ['the broker refuses', true],
    ['is sent, and of which nobody knows', false],
  ])('do not pass one that %s while the next is looked for', async (_, refused) => {
    const relay = new RelayInSlowMotion();
    const look = () => relay.batches.publishFromTable(() => {});
    relay.store('one');
    await look();
    relay.store('one');
    const release = relay.hold();
    const looking = look();
    await relay.answer('1', { confirmed: false, refused, reason: 'as the test has it' });
    release();
    await looking;
    await turn();

    expect(relay.sent).toEqual(['1']);
  });
});
