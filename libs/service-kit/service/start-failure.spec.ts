import { ConfigError } from '../config/load-config.js';
import { startFailure } from './start-failure.js';

const systemError = (code: string, more = {}) =>
  Object.assign(new Error(`${code} happened`), { code, ...more });

describe('startFailure', () => {
  it('names the port that is in use, and the variable', () => {
    expect(startFailure(systemError('EADDRINUSE', { port: 8081, address: '127.0.0.1' }))).toBe(
      'Port 8081 of 127.0.0.1 is in use: set PORT to a free one.',
    );
  });

  it("repeats a config error's sentences", () => {
    expect(startFailure(new ConfigError(['PORT must be a number.']))).toBe('PORT must be a number.');
  });

  it('finds the reasons of an error that has no message of its own', () => {
    const refused = new AggregateError([
      new Error('connect ECONNREFUSED ::1'),
      new Error('connect ECONNREFUSED'),
    ]);
    expect(startFailure(refused)).toBe(
      'The service could not start: connect ECONNREFUSED ::1; connect ECONNREFUSED',
    );
  });
});
