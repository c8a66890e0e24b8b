import { timelineTable } from './timeline-table.js';

const at = (ms: number): string => new Date(Date.UTC(2026, 0, 5, 12) + ms).toISOString();

describe('the table of a timeline', () => {
  it('lists what was done at one moment as one led to the other', () => {
    const done = { channel: 'order.replies', where: 'handled by order' };
    const table = timelineTable({
      summary: '',
      sagas: [{ name: 'create-order', status: 'COMPLETED', startedAt: at(0), endedAt: at(9) }],
      messages: [
        { ...done, type: 'ValidateConsumerInfo', from: 'order', storedAt: at(0) },
        { ...done, type: 'ConsumerValidated', from: 'consumer', storedAt: at(4), handledAt: at(9) },
        { ...done, type: 'OrderValidated', from: 'order', storedAt: at(9) },
      ],
    });
    const lines = table.split('\n').slice(1, -2);
    expect(lines.map((line) => line.trim().replaceAll(/ {2,}/g, ' '))).toEqual([
      '0 order (create-order) saga started',
      '0 order ValidateConsumerInfo stored in the outbox',
      '4 consumer ConsumerValidated stored in the outbox',
      '9 order ConsumerValidated handled',
      '9 order OrderValidated stored in the outbox',
      '9 order (create-order) saga ended: COMPLETED',
    ]);
  });

  it('lists all that happened in the order of time, in milliseconds since the first', () => {
    const table = timelineTable({
      summary: 'The order is VALIDATED.',
      sagas: [
        {
          name: 'create-order',
          status: 'COMPLETED',
          startedAt: '2026-01-05T12:00:00.000Z',
          endedAt: '2026-01-05T12:00:00.120Z',
        },
      ],
      messages: [
        {
          type: 'ValidateConsumerInfo',
          from: 'order',
          channel: 'consumer.commands',
          storedAt: '2026-01-05T12:00:00.001Z',
          publishedAt: '2026-01-05T12:00:00.020Z',
          handledAt: '2026-01-05T12:00:00.045Z',
          outcome: 'ConsumerValidated',
          where: 'handled by consumer',
        },
      ],
    });

    expect(table.split('\n')).toEqual([
      '   ms  service   message               what',
      '    0  order     (create-order)        saga started',
      '    1  order     ValidateConsumerInfo  stored in the outbox',
      '   20  order     ValidateConsumerInfo  published to consumer.commands',
      '   45  consumer  ValidateConsumerInfo  handled: ConsumerValidated',
      '  120  order     (create-order)        saga ended: COMPLETED',
      '',
      '  The order is VALIDATED.',
    ]);
  });
});
