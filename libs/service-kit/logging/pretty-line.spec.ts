import { prettyLine } from './pretty-line.js';

const record = { level: 'warn', time: '2026-01-02T12:00:00.123Z', service: 'order', msg: 'away' };

describe('prettyLine', () => {
  it('puts time, level, service, context and message on one line', () => {
    expect(prettyLine(JSON.stringify({ ...record, context: 'Relay' }))).toBe(
      '12:00:00.123 WARN  order [Relay] away\n',
    );
  });

  it('shows other fields after the message', () => {
    expect(prettyLine(JSON.stringify({ ...record, count: 3 }))).toBe(
      '12:00:00.123 WARN  order away {"count":3}\n',
    );
  });

  it('puts the stack of an error below', () => {
    const err = { type: 'Error', message: 'boom', stack: 'Error: boom\n    at somewhere' };
    expect(prettyLine(JSON.stringify({ ...record, err }))).toBe(
      '12:00:00.123 WARN  order away\nError: boom\n    at somewhere\n',
    );
  });
});
