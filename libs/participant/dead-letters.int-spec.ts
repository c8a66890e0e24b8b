import type { Inbox } from '#inbox';
import { Publisher } from '#messaging';
import { method, ScriptedBroker } from '#messaging/testing';
import { DeadLetters } from './dead-letters.js';

const lettersAt = ({ url }: ScriptedBroker): DeadLetters =>
  new DeadLetters({ service: 'order', url, shards: 1 }, new Publisher(), {} as Inbox);

describe('the dead-letter channels', () => {
  it('are told though the broker vanishes when its connection is to be closed', async () => {
    const broker = await ScriptedBroker.start({ [method.closeConnection]: 'vanish' });
    expect(await lettersAt(broker).list()).toEqual([]);
    broker.stop();
  });

  it('are sent back by what is found, not by a count that a busy queue gives as 0', async () => {
    const broker = await ScriptedBroker.start({});
    expect(await lettersAt(broker).redrive('order.replies')).toBe(0); // this broker counts nothing
    broker.stop();
  });

  it('are not waited for when the broker vanishes in the middle of a letter', async () => {
    const broker = await ScriptedBroker.start({ [method.get]: 'break off' });
    const letters = lettersAt(broker).list();
    await expect(letters).rejects.toThrow('The broker was lost');
    broker.stop();
  });
});
