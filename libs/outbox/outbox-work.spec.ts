import { ReleaseConsumerCredit } from '#contracts';
import { martha, nobody } from '#testing';
import type { EntityManager } from 'typeorm';
import { OutboxWork } from './outbox-work.js';

describe('a message that is sent', () => {
  const sentFor = (requestId: string | undefined) => {
    const cause = { id: 'cause', correlationId: 'saga', requestId };
    const work = new OutboxWork({} as EntityManager, 'order', cause);
    work.send(ReleaseConsumerCredit, { orderId: nobody, consumerId: martha }, { shardKey: nobody });
    return work.messages[0];
  };

  it('names the request that it comes of', () => {
    expect(sentFor('one')).toMatchObject({ requestId: 'one', correlationId: 'saga', causationId: 'cause' });
  });

  it('is stored at the one moment of its work', () => {
    const work = new OutboxWork({} as EntityManager, 'order', { id: 'cause', correlationId: 'saga' });
    work.send(ReleaseConsumerCredit, { orderId: nobody, consumerId: martha }, { shardKey: nobody });
    expect(work.messages[0]?.storedAt).toBe(work.at.toISOString());
    expect(work.at).toBe(work.at);
  });

  it('has an id behind those before it, so that what is stored at one moment keeps its order', () => {
    const work = new OutboxWork({} as EntityManager, 'order', { id: 'cause', correlationId: 'saga' });
    for (let count = 0; count < 10; count++)
      work.send(ReleaseConsumerCredit, { orderId: nobody, consumerId: martha }, { shardKey: nobody });
    const ids = work.messages.map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted());
  });

  it('names none where none was, as when a deadline has passed', () => {
    expect(sentFor(undefined)?.requestId).toBeUndefined();
  });
});
