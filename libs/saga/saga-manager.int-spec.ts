import { ConsumerValidated, OrderDetailsValidated } from '#contracts';
import { receivedMessage } from '#testing';
import { randomUUIDv7 } from 'node:crypto';
import { SagaBed } from './testing/saga-bed.js';

describe('the saga manager', () => {
  let bed: SagaBed;

  beforeAll(async () => {
    bed = await SagaBed.start();
  });
  afterAll(() => bed.stop());

  /** Starts a saga and returns its order's id and its own. */
  async function start(): Promise<{ orderId: string; correlationId: string }> {
    const orderId = await bed.startSaga();
    return { orderId, correlationId: (await bed.sagaOf(orderId)).sagaId };
  }

  it('sends its commands with the saga as correlation, and ends by the last reply', async () => {
    const { orderId, correlationId } = await start();
    expect(await bed.typesSent(orderId)).toEqual(['ValidateConsumerInfo', 'ValidateOrderDetails']);
    const replies = [ConsumerValidated, OrderDetailsValidated].map((contract) =>
      receivedMessage(contract, { orderId }, { correlationId }),
    );
    const outcomes: unknown[] = [];
    const moments: Date[] = [];
    for (const reply of replies)
      await bed.inWork(async (work) => {
        outcomes.push(await bed.sagas.onReply(work, orderId, reply));
        moments.push(work.at);
      });
    expect(outcomes).toEqual([undefined, { data: { orderId }, failure: undefined }]);
    const endedAt = moments.at(-1);
    expect(await bed.sagaOf(orderId)).toMatchObject({ status: 'COMPLETED', reason: null, endedAt });
  });

  it('is known by its id in upper case, too, as other programs write it', async () => {
    const { orderId, correlationId } = await start();
    const shouted = { correlationId: correlationId.toUpperCase() };
    for (const contract of [ConsumerValidated, OrderDetailsValidated])
      await bed.inWork((work) =>
        bed.sagas.onReply(work, orderId, receivedMessage(contract, { orderId }, shouted)),
      );
    expect(await bed.sagaOf(orderId)).toMatchObject({ status: 'COMPLETED' });
  });

  it('ends once when its last two replies are handled at the same time', async () => {
    const { orderId, correlationId } = await start();
    const outcomes = await Promise.all(
      [ConsumerValidated, OrderDetailsValidated].map((contract) =>
        bed.inWork((work) =>
          bed.sagas.onReply(work, orderId, receivedMessage(contract, { orderId }, { correlationId })),
        ),
      ),
    );
    expect(outcomes.filter((outcome) => outcome !== undefined)).toHaveLength(1);
  });

  it.each([
    ['another order', (own: string, other: string) => [other, own]],
    ['no saga at all', (own: string) => [own, randomUUIDv7()]],
  ])('notes a reply that belongs to %s, and does nothing', async (_, mix) => {
    const one = await start();
    const other = await start();
    const [orderId, correlationId] = mix(one.correlationId, other.orderId) as [string, string];
    const reply = receivedMessage(ConsumerValidated, { orderId }, { correlationId });
    const note = await bed.inWork(async (work) => {
      await bed.sagas.onReply(work, orderId, reply);
      return work.outcome;
    });
    expect(note).toBe('unknown: there is no such saga');
    expect(await bed.sagaOf(one.orderId)).toMatchObject({ status: 'RUNNING' });
  });
});
