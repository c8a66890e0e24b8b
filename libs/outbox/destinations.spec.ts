import type { PublishOutcome } from '#messaging';
import { shardOf } from '#messaging/topology';
import { Logger } from '@nestjs/common';
import { BATCH_SIZE } from './batch-publisher.js';
import { LogTailing } from './log-tailing/log-tailing.js';
import { PollingPublisher } from './polling-publisher.js';
import type { RelayMethod } from './relay.js';
import type { RelaySignal } from './relay-signal.js';
import { RelayInSlowMotion, SHARDS, turn } from './testing/relay-in-slow-motion.js';

const NEVER_MS = 2 ** 31 - 1;
const REST_MS = 1_000;
const STREAM_REST_MS = 5_000;
const refused = { confirmed: false, refused: true, reason: 'no queue is bound for it' } as const;
const lost = { confirmed: false, refused: false, reason: 'the connection was lost' } as const;

const keys = Array.from({ length: 100 * BATCH_SIZE }, (_, index) => `order ${index}`);
const ofShard = (shard: number) => keys.filter((key) => shardOf(key, SHARDS) === shard);
const [many, [healthy = '']] = [ofShard(0), ofShard(1)];

const polling = ({ batches }: RelayInSlowMotion) =>
  new PollingPublisher(NEVER_MS, { ring: () => {} } as RelaySignal, batches);
const logTailing = ({ slot, session, batches }: RelayInSlowMotion) =>
  new LogTailing(NEVER_MS, slot, session, batches);

describe.each([
  ['polling', polling],
  ['log tailing', logTailing],
])('a destination that takes nothing, with the relay by %s,', (_, methodOn) => {
  let relay: RelayInSlowMotion;
  let method: RelayMethod;

  beforeEach(async () => {
    jest.useFakeTimers({ now: 0, doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
    relay = new RelayInSlowMotion();
    method = methodOn(relay);
    await publishAll();
    await turn();
    await publishAll();
  });
  afterEach(() => jest.useRealTimers());
  beforeAll(() => jest.spyOn(Logger.prototype, 'error').mockImplementation());
  afterAll(() => jest.restoreAllMocks());

  const publishAll = async (): Promise<void> => {
    while (await method.publishSome());
  };
  const answerAll = async (answer: PublishOutcome): Promise<void> => {
    for (const id of relay.sent.splice(0)) await relay.answer(id, answer);
    await publishAll();
  };
  /** Of what was confirmed. */
  const removals = async (): Promise<void> => {
    for (let times = 0; times < 5; times++) await turn();
  };
  const sendMany = async (): Promise<void> => {
    relay.store(...many);
    await publishAll();
  };

  it('leaves room for others, however much waits for it', async () => {
    await sendMany();
    const { length: sent } = relay.sent;
    expect(sent).toBeLessThan(BATCH_SIZE);
    relay.store(healthy);
    await publishAll();
    expect(relay.sent).toHaveLength(sent + 1);
  });

  it('leaves all room to others once it has refused a message', async () => {
    await sendMany();
    await answerAll(refused);
    relay.store(healthy);
    await publishAll();
    expect(relay.sent).toHaveLength(1);
  });

  it('gets what is stored while it is tried in its order', async () => {
    const [first = '', stream = ''] = many;
    relay.store(first);
    await publishAll();
    await answerAll(refused);
    jest.advanceTimersByTime(STREAM_REST_MS);
    await publishAll();
    relay.store(stream, healthy);
    await publishAll();
    await answerAll({ confirmed: true });
    await removals();
    relay.store(stream);
    await publishAll();
    expect(relay.sent).toEqual(['2']);
  });

  it('is not trusted for a message that it takes, but that was sent before the one that it has refused', async () => {
    const [first = '', second = '', stream = ''] = many;
    relay.store(first, second);
    await publishAll();
    await relay.answer('1', refused);
    relay.store(stream);
    await publishAll();
    await relay.answer('2', { confirmed: true });
    await removals();
    relay.store(stream);
    await publishAll();
    expect(relay.sent).toEqual(['1', '2']);
    jest.advanceTimersByTime(REST_MS);
    await publishAll();
    expect(relay.sent).toEqual(['1', '2', '3']);
  });

  it('is tried with one message at a time when it has refused one, and not with each look', async () => {
    await sendMany();
    await answerAll(refused);
    expect(relay.sent).toEqual([]);
    jest.advanceTimersByTime(REST_MS);
    await publishAll();
    expect(relay.sent).toHaveLength(1);
    await answerAll(refused);
    expect(relay.sent).toEqual([]);
  });

  it('is not blamed for a message that is unfit to be sent', async () => {
    relay.store(...many.slice(0, 2));
    await publishAll();
    await answerAll({ ...refused, isUnfit: true });
    relay.store(...many.slice(2, 4));
    await publishAll();
    expect(relay.sent).toHaveLength(2);
  });

  it('gets all that waits for it when it takes one', async () => {
    await sendMany();
    await answerAll(refused);
    jest.advanceTimersByTime(REST_MS);
    await publishAll();
    await relay.answer(relay.sent[0] ?? '', { confirmed: true });
    await removals();
    await publishAll();
    expect(relay.sent.length).toBeGreaterThan(100);
  });

  it('is tried again when nobody knows what came of the message that it was tried with', async () => {
    await sendMany();
    await answerAll(refused);
    for (let times = 0; times < 2; times++) {
      jest.advanceTimersByTime(REST_MS);
      await publishAll();
      expect(relay.sent).toHaveLength(1);
      await relay.answer(relay.sent.splice(0)[0] ?? '', lost);
    }
  });
});
