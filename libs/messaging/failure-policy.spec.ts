import type { ConsumeMessage } from 'amqplib';
import { dispose } from './failure-policy.js';

const delaysMs = [1_000, 5_000];
const now = new Date('2026-01-02T03:04:05.678Z');
const error = new TypeError('Cannot read properties of undefined');

const failed = (headers: object, retryable = true) => ({
  delivery: {
    content: Buffer.from('{}'),
    properties: { messageId: 'm', type: 'X', correlationId: 's', headers },
  } as ConsumeMessage,
  channel: 'consumer.commands',
  shard: '2',
  error,
  retryable,
});

describe('a delivery whose handling failed', () => {
  it('gets another attempt after the first delay, on the way back to its shard', () => {
    const { kind, publication } = dispose(failed({ 'shard-key': 'k' }), delaysMs, now);
    expect(kind).toBe('retry');
    expect(publication).toMatchObject({ exchange: 'consumer.commands.retry.1000', routingKey: '2' });
    expect(publication.properties).toMatchObject({ messageId: 'm', correlationId: 's', mandatory: true });
    expect(publication.properties.headers).toEqual({
      'shard-key': 'k',
      attempt: 2,
      error: 'TypeError: Cannot read properties of undefined',
      'failed-at': now.toISOString(),
    });
  });

  it('waits longer every time', () => {
    const { publication } = dispose(failed({ attempt: 2 }), delaysMs, now);
    expect(publication.exchange).toBe('consumer.commands.retry.5000');
    expect(publication.properties.headers).toMatchObject({ attempt: 3 });
  });

  it('is dead-lettered when the last attempt has failed', () => {
    const { kind, publication } = dispose(failed({ attempt: 3 }), delaysMs, now);
    expect(kind).toBe('dead-letter');
    expect(publication.exchange).toBe('consumer.commands.dead-letter');
    expect(publication.properties.headers).toMatchObject({ attempt: 3 });
  });

  it('is dead-lettered at once when no retry can mend it', () => {
    expect(dispose(failed({}, false), delaysMs, now).kind).toBe('dead-letter');
  });

  it.each([['three'], [-1], [1.5], [null]])(
    'takes an attempt header of %p for a first attempt',
    (attempt) => {
      const { publication } = dispose(failed({ attempt }), delaysMs, now);
      expect(publication.exchange).toBe('consumer.commands.retry.1000');
    },
  );
});
