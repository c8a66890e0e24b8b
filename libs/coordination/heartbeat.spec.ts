import { eventually } from '#testing';
import { Heartbeat } from './heartbeat.js';
import type { QueryLine } from './query-line.js';

describe('a heartbeat', () => {
  it('goes on after a beat that PostgreSQL has refused', async () => {
    const query = jest.fn().mockResolvedValue([]);
    const line = { client: { end: async () => {} }, query } as unknown as QueryLine;
    const heartbeat = new Heartbeat(line, { beatMs: 1, answerMs: 60_000, silenceMs: 60_000 });
    await heartbeat.start();
    query.mockRejectedValueOnce(new Error('canceling statement due to user request'));
    const announcedAndRefused = 2;
    await eventually(() => expect(query.mock.calls.length).toBeGreaterThan(announcedAndRefused));
    heartbeat.stop();
  });
});
