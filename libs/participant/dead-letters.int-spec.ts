import type { Inbox } from '#inbox';
import { Publisher } from '#messaging';
import { method, ScriptedBroker } from '#messaging/testing';
import { DeadLetters } from './dead-letters.js';

describe('the dead-letter channels', () => {
  it('are told though the broker vanishes when its connection is to be closed', async () => {
    const broker = await ScriptedBroker.start({ [method.closeConnection]: 'vanish' });
    const options = { service: 'order', url: broker.url, shards: 1 } as const;
    expect(await new DeadLetters(options, new Publisher(), {} as Inbox).list()).toEqual([]);
    broker.stop();
  });

  it('are sent back by what is found, not by a count that a busy queue gives as 0', async () => {
    const broker = await ScriptedBroker.start({});
    const options = { service: 'order', url: broker.url, shards: 1 } as const;
    const letters = new DeadLetters(options, new Publisher(), {} as Inbox);
    expect(await letters.redrive('order.replies')).toBe(0); // this broker counts nothing
    broker.stop();
  });

  it('are not waited for when the broker vanishes in the middle of a letter', async () => {
    const broker = await ScriptedBroker.start({ [method.get]: 'break off' });
    const options = { service: 'order', url: broker.url, shards: 1 } as const;
    const letters = new DeadLetters(options, new Publisher(), {} as Inbox).list();
    await expect(letters).rejects.toThrow('The broker was lost');
    broker.stop();
  });
});
