import { ConsumerValidated } from '#contracts';
import { currentRequestId } from '#service-kit';
import { Logger } from '@nestjs/common';
import type { ConsumeMessage } from 'amqplib';
import { randomUUIDv7 } from 'node:crypto';
import { DeliveryProcessor, type DeliveryOutcome } from './delivery-processor.js';
import { Dispatcher } from './dispatcher.js';
import type { Publication } from './publisher.js';
import { ReceiverUnavailable, type Receiver } from './receiver.js';
import type { UnitOfWork } from './unit-of-work.js';

const source = { channel: 'order.replies', shard: '0' };

const delivery = (body: object = { orderId: randomUUIDv7() }): ConsumeMessage =>
  ({
    content: Buffer.from(JSON.stringify(body)),
    fields: {},
    properties: {
      messageId: randomUUIDv7(),
      type: ConsumerValidated.type,
      headers: { 'shard-key': 'one order' },
    },
  }) as unknown as ConsumeMessage;

type Body = { readonly orderId: string };
const idOf = ({ properties }: ConsumeMessage): string => String(properties.messageId);

describe('deliveries that have arrived together', () => {
  let batches: string[][];
  let refuse: (ids: readonly string[]) => Error | undefined;
  let lockOf: ((body: Body) => string) | undefined;
  let whenHandled: () => unknown;
  let setAside: string[];
  let outcomes: DeliveryOutcome[];
  let processor: DeliveryProcessor;

  /** All or nothing, as the inbox is. */
  const receiver: Receiver = {
    receive: async (receptions) => {
      const ids = receptions.map(({ message }) => message.id);
      batches.push(ids);
      const error = refuse(ids);
      if (error) throw error;
      for (const { message, decide } of receptions) await decide(message, {} as UnitOfWork);
      return ids.map(() => 'handled');
    },
    recordFailure: async () => {},
  };
  const publisher = {
    publish: async ({ properties }: Publication) => {
      setAside.push(String(properties.messageId));
      return { confirmed: true } as const;
    },
  };

  beforeEach(() => {
    jest.spyOn(Logger.prototype, 'error').mockImplementation();
    jest.spyOn(Logger.prototype, 'warn').mockImplementation();
    [batches, setAside, outcomes] = [[], [], []];
    refuse = () => undefined;
    lockOf = undefined;
    whenHandled = () => {};
    const dispatcher = new Dispatcher();
    const locks = (body: Body) => lockOf?.(body) as string;
    dispatcher.add({ contract: ConsumerValidated, handler: async () => void whenHandled(), locks });
    processor = new DeliveryProcessor(dispatcher, receiver, publisher, []);
    processor.on('outcome', (_, outcome) => outcomes.push(outcome));
  });
  afterEach(() => jest.restoreAllMocks());

  const settled = async (deliveries: readonly ConsumeMessage[], abandoned = new AbortController().signal) => {
    const ids: string[] = [];
    for await (const each of processor.process(deliveries, source, abandoned)) ids.push(idOf(each));
    return ids;
  };

  it('are handed over together, and acknowledged by the last of them', async () => {
    const deliveries = [delivery(), delivery(), delivery()];
    expect(await settled(deliveries)).toEqual([idOf(deliveries[2]!)]);
    expect(batches).toEqual([deliveries.map(idOf)]);
    expect(outcomes).toEqual(['handled', 'handled', 'handled']);
  });

  it('are handed over with the name of what each locks', async () => {
    const receive = jest.spyOn(receiver, 'receive');
    lockOf = ({ orderId }) => `lock of ${orderId}`;
    const deliveries = [delivery(), delivery()];
    await settled(deliveries);
    const orderIds = deliveries.map(({ content }) => (JSON.parse(String(content)) as Body).orderId);
    expect(receive.mock.calls[0]?.[0].map(({ locks }) => locks)).toEqual(
      orderIds.map((orderId) => `lock of ${orderId}`),
    );
  });

  it('are taken one by one when they fail together, so that one poison is set aside alone, in its turn', async () => {
    const deliveries = [delivery(), delivery(), delivery()];
    const [first, poison, last] = deliveries.map(idOf) as [string, string, string];
    refuse = (ids) => (ids.includes(poison) ? new RangeError('out of samosas') : undefined);
    expect(await settled(deliveries)).toEqual([first, poison, last]);
    expect(batches.slice(1)).toEqual([[first], [poison], [last]]);
    expect(setAside).toEqual([poison]);
    expect(outcomes).toEqual(['regrouped', 'handled', 'dead-letter', 'handled']);
  });

  it('do not suffer from one that is malformed', async () => {
    const deliveries = [delivery(), delivery({ orderId: 'one' })];
    expect(await settled(deliveries)).toEqual(deliveries.map(idOf));
    expect(setAside).toEqual([idOf(deliveries[1]!)]);
    expect(outcomes).toEqual(['regrouped', 'handled', 'dead-letter']);
  });

  it('are worked on as parts of the requests that they come of', async () => {
    const known: (string | undefined)[] = [];
    whenHandled = () => known.push(currentRequestId());
    const [one, none, two] = [delivery(), delivery(), delivery()];
    Object.assign(one.properties.headers ?? {}, { 'request-id': 'one' });
    Object.assign(two.properties.headers ?? {}, { 'request-id': 'two' });
    await settled([one, none, two]);
    expect(known).toEqual(['one', undefined, 'two']);
  });

  it('wait, in their order, while the database is away', async () => {
    const deliveries = [delivery(), delivery()];
    let refusals = 3;
    refuse = () => (refusals-- > 0 ? new ReceiverUnavailable('connection refused') : undefined);
    expect(await settled(deliveries)).toEqual(deliveries.map(idOf));
    expect(outcomes).toEqual(['regrouped', 'paused', 'paused', 'handled', 'handled']);
  });

  it('are left where they are from the moment on in which they are abandoned', async () => {
    const abandoning = new AbortController();
    const deliveries = [delivery(), delivery(), delivery()];
    refuse = (ids) => {
      if (ids.length > 1) return new RangeError('one at a time');
      if (ids[0] === idOf(deliveries[0]!)) abandoning.abort();
      return undefined;
    };
    expect(await settled(deliveries, abandoning.signal)).toEqual([idOf(deliveries[0]!)]);
    expect(batches.slice(1)).toEqual([[idOf(deliveries[0]!)]]);
  });
});
