import { errors } from 'undici';
import { neverSent } from './never-sent.js';

const failed = (code: string, syscall: string): Error => Object.assign(new Error(code), { code, syscall });

describe('neverSent', () => {
  it.each([
    ['a refused connection', failed('ECONNREFUSED', 'connect')],
    ['an unreachable host', failed('EHOSTUNREACH', 'connect')],
    ['a name that nobody has', failed('ENOTFOUND', 'getaddrinfo')],
    ['a name server that is away', failed('EAI_AGAIN', 'getaddrinfo')],
    ['a connection that takes too long', new errors.ConnectTimeoutError()],
    [
      'a name none of whose addresses answers',
      new AggregateError([failed('ENETUNREACH', 'connect'), failed('ECONNREFUSED', 'connect')]),
    ],
  ])('is sure of %s', (_, error) => {
    expect(neverSent(error)).toBe(true);
  });

  it.each([
    ['a reset connection', failed('ECONNRESET', 'read')],
    ['a broken pipe', failed('EPIPE', 'write')],
    ['a host that went away', failed('EHOSTUNREACH', 'read')],
    ['a closed socket', new errors.SocketError('other side closed')],
    ['headers that do not come', new errors.HeadersTimeoutError()],
    ['an error without a code', new Error('odd')],
    ['several errors of which one is late', new AggregateError([failed('ECONNRESET', 'read')])],
    ['what is no error', undefined],
  ])('is not sure of %s', (_, error) => {
    expect(neverSent(error)).toBe(false);
  });
});
