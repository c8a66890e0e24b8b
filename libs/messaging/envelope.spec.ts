import type { ConsumeMessage } from 'amqplib';
import { forwarded, fromAmqp, MalformedMessage, toAmqpProperties } from './envelope.js';
import type { OutgoingMessage } from './message.js';

const outgoing: OutgoingMessage = {
  id: '0199d7a4-5f31-7c6e-9d2b-1f0a7c3e8b54',
  type: 'ConsumerValidated',
  schemaVersion: 1,
  channel: 'order.replies',
  correlationId: '0199d7a4-5f31-7c6e-9d2b-1f0a7c3e8b55',
  causationId: '0199d7a4-5f31-7c6e-9d2b-1f0a7c3e8b56',
  replyTo: 'order.replies',
  shardKey: '0199d7a4-5f31-7c6e-9d2b-1f0a7c3e8b57',
  requestId: 'request-17',
  sender: 'consumer',
  storedAt: '2026-01-02T03:04:05.678Z',
  body: '{"orderId":"0199d7a4-5f31-7c6e-9d2b-1f0a7c3e8b57"}',
};
const publishedAt = new Date('2026-01-02T03:04:05.700Z');
const receivedAt = new Date('2026-01-02T03:04:05.800Z');

const delivery = (properties: object, content = outgoing.body) =>
  ({ properties, content: Buffer.from(content) }) as ConsumeMessage;

describe('the envelope', () => {
  it('carries every field of a message through AMQP properties and headers', () => {
    const { body, storedAt, ...fields } = outgoing;
    expect(fromAmqp(delivery(toAmqpProperties(outgoing, publishedAt)), 'order.replies', receivedAt)).toEqual({
      ...fields,
      storedAt: new Date(storedAt),
      publishedAt,
      receivedAt,
      attempt: 1,
      body: JSON.parse(body),
    });
  });

  it('leaves the body alone: any AMQP client can take part', () => {
    const stranger = delivery({ messageId: outgoing.id, type: 'ConsumerValidated' });
    expect(fromAmqp(stranger, 'order.replies', receivedAt)).toMatchObject({
      id: outgoing.id,
      type: 'ConsumerValidated',
      schemaVersion: 1,
      attempt: 1,
      sender: 'unknown',
      correlationId: outgoing.id,
      causationId: outgoing.id,
      shardKey: outgoing.id,
      storedAt: receivedAt,
    });
  });

  it('is sent on without what only its first sender may say', () => {
    const stranger = {
      messageId: outgoing.id,
      type: 'X',
      userId: 'stranger',
      expiration: '1',
      headers: { 'shard-key': 'k', CC: ['elsewhere'], 'x-death': [], tenant: 'acme', tries: 3 },
    };
    expect(forwarded(delivery(stranger))).toEqual({
      messageId: outgoing.id,
      type: 'X',
      headers: { 'shard-key': 'k', tenant: 'acme', tries: 3 },
      persistent: true,
      mandatory: true,
    });
  });

  it('is sent on without what amqplib reads and cannot write', () => {
    const stranger = {
      messageId: outgoing.id,
      type: 'X',
      correlationId: '\uFFFD'.repeat(100),
      timestamp: 2 ** 64,
      headers: {
        'shard-key': 'k',
        'schema-version': 1,
        'causation-id': 'c'.repeat(65_400),
        'request-id': { '!': 'r' },
        attempt: NaN,
        error: -1e300,
        tenant: { '!': 'acme' },
        ['\uFFFD'.repeat(86)]: 'a name of 86 bytes that are no UTF-8',
      },
    };
    expect(forwarded(delivery(stranger))).toEqual({
      messageId: outgoing.id,
      type: 'X',
      headers: { 'shard-key': 'k', 'schema-version': 1 },
      persistent: true,
      mandatory: true,
    });
  });

  it('is sent on with as many small headers as amqplib can write', () => {
    const names = Array.from({ length: 9_000 }, (_, index) => String(index));
    const headers = Object.fromEntries(names.map((name) => [name, '']));
    const sent = forwarded(delivery({ messageId: outgoing.id, type: 'X', headers })).headers as object;
    expect(Object.keys(sent).length).toBeLessThan(2_000);
  });

  it('is sent on with the headers of others as far as there is room', () => {
    const long = 'l'.repeat(4_000);
    const names = Array.from({ length: 20 }, (_, index) => `tenant-${index}`);
    const headers = { ...Object.fromEntries(names.map((name) => [name, long])), last: '1', 'shard-key': 'k' };
    const sent = forwarded(delivery({ messageId: outgoing.id, type: 'X', headers })).headers as object;
    expect(Object.keys(sent)).toEqual([...names.slice(0, 4), 'shard-key']);
  });

  it('knows an id in upper case again', () => {
    const shouted = { messageId: outgoing.id.toUpperCase(), type: 'X' };
    expect(fromAmqp(delivery(shouted), 'order.replies', receivedAt)).toMatchObject({
      id: outgoing.id,
      correlationId: outgoing.id,
    });
  });

  const long = 'l'.repeat(256);

  it.each([
    ['a correlation id that no answer could carry', { correlationId: '\uFFFD'.repeat(86) }],
    ['a request id that is longer than an id', { headers: { 'request-id': long } }],
    ['a causation id that is longer than an id', { headers: { 'causation-id': long } }],
    ['a shard key that is longer than an id', { headers: { 'shard-key': long } }],
    ['a correlation id that no database can store', { correlationId: 'one\0two' }],
    ['a sender that no database can store', { appId: 'one\0two' }],
  ])('refuses %s', (_, more) => {
    const stranger = { messageId: outgoing.id, type: 'X', ...more };
    expect(() => fromAmqp(delivery(stranger), 'order.replies', receivedAt)).toThrow(MalformedMessage);
  });

  it.each([
    ['no message id', { type: 'X' }, '{}'],
    ['a message id that is no UUID', { messageId: '1', type: 'X' }, '{}'],
    ['no type', { messageId: outgoing.id }, '{}'],
    ['a body that is no JSON', { messageId: outgoing.id, type: 'X' }, '{"orderId":'],
  ])('refuses %s', (_, properties, content) => {
    expect(() => fromAmqp(delivery(properties, content), 'order.replies', receivedAt)).toThrow(
      MalformedMessage,
    );
  });
});
