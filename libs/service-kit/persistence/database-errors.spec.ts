import { isDatabaseUnavailable } from './database-errors.js';

const coded = (code: string) => Object.assign(new Error('no'), { code });
const wrapped = (code: string) => Object.assign(new Error('wrapped'), { driverError: coded(code) });

describe('a database error', () => {
  it.each([
    ['a restart', '57P01'],
    ['a crash', '57P02'],
    ['a start', '57P03'],
    ['a lost connection', '08006'],
    ['too many connections', '53300'],
    ['a full disk', '53100'],
    ['a disk that fails', '58030'],
    ['a lost race', '40001'],
    ['a deadlock', '40P01'],
    ['a statement that waited too long', '57014'],
    ['a transaction that stood still', '25P03'],
    ['a standby that took over', '25006'],
    ['a refused connection', 'ECONNREFUSED'],
    ['a reset connection', 'ECONNRESET'],
    ['a network that swallows', 'ETIMEDOUT'],
    ['a network that is gone', 'ENETUNREACH'],
  ])('is not the fault of the message when it is %s', (_, code) => {
    expect(isDatabaseUnavailable(coded(code))).toBe(true);
    expect(isDatabaseUnavailable(wrapped(code))).toBe(true);
  });

  it.each([
    'Connection terminated unexpectedly',
    'Connection terminated due to connection timeout',
    'timeout exceeded when trying to connect',
    'Client has encountered a connection error and is not queryable',
    'Query read timeout',
    'Query runner already released. Cannot run queries anymore.',
    'Cannot use a pool after calling end on the pool',
  ])('is not the fault of the message when it says "%s"', (message) => {
    expect(isDatabaseUnavailable(new Error(message))).toBe(true);
  });

  it.each([
    ['a unique key', '23505'],
    ['a check', '23514'],
    ['a wrong type', '22P02'],
    ['a missing table', '42P01'],
    ['a missing permission', '42501'],
  ])('is the fault of the message, or of the code, when it is %s', (_, code) => {
    expect(isDatabaseUnavailable(wrapped(code))).toBe(false);
  });

  it('is none when something else went wrong', () => {
    expect(isDatabaseUnavailable(new RangeError('out of samosas'))).toBe(false);
  });
});
