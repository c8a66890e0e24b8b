import { RelayInSlowMotion, turn } from './testing/relay-in-slow-motion.js';

describe('what the broker has confirmed', () => {
  let relay: RelayInSlowMotion;
  const look = () => relay.batches.publishFromTable(() => {});
  const confirm = () => relay.answer('1', { confirmed: true });

  beforeEach(async () => {
    relay = new RelayInSlowMotion();
    relay.store('one');
    await look();
  });

  it('is removed, and not sent again', async () => {
    await confirm();
    await look();
    expect(relay.sent).toEqual(['1']);
  });

  it('is not removed behind another session: there its position may be that of another message', async () => {
    relay.session.emit('connected');
    await confirm();
    await look();
    expect(relay.sent).toEqual(['1', '1']);
  });

  it('is not removed later, either, when it was confirmed before that session', async () => {
    relay.session.query = () => Promise.reject(new Error('The database session is not connected'));
    await confirm();
    await turn();
    await expect(look()).rejects.toThrow('not connected');
    const removals: string[] = [];
    relay.session.query = (sql) => {
      if (sql.includes('DELETE')) removals.push(sql);
      return Promise.resolve([]);
    };
    relay.session.emit('connected');
    await look();
    expect(removals).toEqual([]);
  });
});

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
