import { timelineTable } from './timeline-table.js';

describe('the table of a timeline', () => {
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
