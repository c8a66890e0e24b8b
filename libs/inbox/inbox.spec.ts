import { ReceiverUnavailable, type Message } from '#messaging';
import type { Transaction } from '#outbox';
import type { DataSource } from 'typeorm';
import { Inbox } from './inbox.js';

const message = { id: 'm1', correlationId: 'c1' } as Message;

/** A transaction that PostgreSQL, or the way to it, breaks off. */
const receiveWith = (code: string): Promise<unknown> => {
  const broken = { run: () => Promise.reject(Object.assign(new Error('broken off'), { code })) };
  const inbox = new Inbox(broken as unknown as Transaction, {} as DataSource);
  return inbox.receive([{ message, locks: 'o1', decide: async () => undefined }]);
};

describe('an inbox whose transaction is broken off', () => {
  it.each([
    ['by a connection that is lost', '08006'],
    ['by a deadlock', '40P01'],
    ['by a lock that another holds for too long', '55P03'],
  ])('%s has not blamed the message: its channel waits', async (_, code) => {
    await expect(receiveWith(code)).rejects.toBeInstanceOf(ReceiverUnavailable);
  });

  it('by a statement of this message that takes too long fails it, so that those behind it go on', async () => {
    await expect(receiveWith('57014')).rejects.not.toBeInstanceOf(ReceiverUnavailable);
  });
});
