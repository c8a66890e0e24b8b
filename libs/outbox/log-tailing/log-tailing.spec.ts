import { BATCH_SIZE } from '../batch-publisher.js';
import { RelayInSlowMotion, turn } from '../testing/relay-in-slow-motion.js';
import { LogTailing } from './log-tailing.js';

const NEVER_MS = 2 ** 31 - 1;

describe('log tailing', () => {
  let relay: RelayInSlowMotion;
  let tailing: LogTailing;

  beforeEach(async () => {
    relay = new RelayInSlowMotion();
    tailing = new LogTailing(NEVER_MS, relay.slot, relay.session, relay.batches);
    await tailing.publishSome();
    await turn();
  });

  it('rests when all that it could send is under way', async () => {
    const some = 10;
    relay.store(...Array.from({ length: BATCH_SIZE + some }, (_, index) => `order ${index}`));
    await tailing.publishSome();
    for (let id = 1; id <= some; id++) await relay.answer(String(id), { confirmed: true });
    await tailing.publishSome();
    expect(relay.sent).toHaveLength(BATCH_SIZE + some);

    expect(await tailing.publishSome()).toBe(false);
  });

  it('lets no message pass one whose fate is lost while it looks what is visible', async () => {
    await tailing.publishSome();
    relay.store('one');
    await tailing.publishSome();
    relay.store('one');
    const release = relay.hold();
    const publishing = tailing.publishSome();
    await relay.answer('1', { confirmed: false, refused: false, reason: 'the connection was lost' });
    release();
    await publishing;

    expect(relay.sent).toEqual(['1']);
  });
});
