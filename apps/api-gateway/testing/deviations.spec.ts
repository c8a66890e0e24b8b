import type { Answer } from '#gateway-client';
import { deviationsOf } from './deviations.js';

const token = { access_token: 'x', token_type: 'Bearer', expires_in: 3_600 };
const json = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };

const answer = (status: number, body: unknown, headers: Record<string, string> = json): Answer => ({
  status,
  body,
  headers: new Headers(headers),
});
const problem = (status: number, type: string): Answer =>
  answer(
    status,
    { type, title: 'Wrong', status, detail: 'Wrong.', instance: '/auth/token' },
    { 'content-type': 'application/problem+json', 'www-authenticate': 'Bearer' },
  );

const deviations = (each: Answer, path = '/auth/token') => deviationsOf('POST', path, each).join();

describe('an answer deviates from its contract', () => {
  it('not, where it is as it says', () => {
    expect(deviations(answer(200, token))).toBe('');
    expect(deviations(problem(401, '/problems/wrong-credentials'))).toBe('');
    expect(deviations(problem(404, '/problems/not-found'), '/nowhere')).toBe('');
    const allow = { allow: 'OPTIONS, POST' };
    expect(deviationsOf('OPTIONS', '/auth/token', answer(204, undefined, allow))).toEqual([]);
  });

  it('where the methods of a path are asked for, and not named', () => {
    expect(deviationsOf('OPTIONS', '/auth/token', answer(204, undefined, {})).join()).toContain('allow');
    expect(
      deviationsOf('DELETE', '/auth/token', problem(405, '/problems/method-not-allowed')).join(),
    ).toContain('allow');
  });

  it.each([
    ['a field is missing', answer(200, { ...token, expires_in: undefined }), 'breaks its schema'],
    ['a field has another type', answer(200, { ...token, expires_in: '3600' }), 'breaks its schema'],
    ['a field was never promised', answer(200, { ...token, scope: 'all' }), 'says more'],
    ['a header is missing', answer(200, token, { 'content-type': 'application/json' }), 'cache-control'],
    ['it is no JSON', answer(200, token, { ...json, 'content-type': 'text/plain' }), 'media type'],
    ['its status is none of the route', answer(204, ''), 'Neither 204'],
    ['it is an error without a problem', answer(500, 'oops', {}), 'Neither 500'],
    ['its problem is none of the route', problem(404, '/problems/order-not-found'), 'is not promised'],
    ['its problem is unheard of', problem(400, '/problems/bad-luck'), 'is not promised'],
    [
      'its problem does not say when to try again',
      problem(429, '/problems/too-many-requests'),
      'retry-after',
    ],
    ['its problem has another status', problem(403, '/problems/wrong-credentials'), 'came as 403'],
  ])('where %s', (_, each, words) => {
    expect(deviations(each)).toContain(words);
  });
});
