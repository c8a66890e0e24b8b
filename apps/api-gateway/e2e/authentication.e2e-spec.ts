import type { Answer, GatewayClient } from '#gateway-client';
import { martha } from '#testing';
import { anonymous, holderOf, logIn } from './callers.js';
import { forgeries, publishedKey } from './forged-tokens.js';
import { expectProblem } from './problems.js';

const USERNAMES = ['martha', 'ajanta', 'operator'];

function expectUnauthenticated(answer: Answer, challenge: string): void {
  expectProblem(answer, 401, 'unauthenticated');
  expect(answer.headers.get('www-authenticate')).toBe(challenge);
}

describe('without a token', () => {
  it.each(['/health/live', '/health/ready', '/.well-known/jwks.json'])('%s is open', async (path) => {
    expect(await anonymous.send('GET', path)).toMatchObject({ status: 200 });
  });

  it('nothing secret is to be had of the key', async () => {
    expect(Object.keys(await publishedKey()).toSorted()).toEqual([
      'alg',
      'crv',
      'kid',
      'kty',
      'use',
      'x',
      'y',
    ]);
  });
});

describe('a token', () => {
  let genuine: string;
  beforeAll(async () => {
    genuine = (await logIn('martha')).token ?? '';
  });

  const ask = (authorization: string): Promise<Answer> =>
    anonymous.send('GET', `/consumers/${martha}`, { headers: { authorization } });

  it('opens what is its owner’s', async () => {
    expect(await holderOf(genuine).consumer(martha)).toMatchObject({ consumerId: martha });
  });

  it('is good for an hour, not to be cached, and says who it is for', async () => {
    const credentials = { username: 'martha', password: 'demo' };
    const { status, headers, body } = await anonymous.send('POST', '/auth/token', { body: credentials });
    expect([status, body]).toEqual([
      200,
      {
        access_token: expect.stringMatching(/^[\w-]+(\.[\w-]+){2}$/),
        token_type: 'Bearer',
        expires_in: 3_600,
      },
    ]);
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it.each([
    ['martha', 'wrong'],
    ['martha', ''],
    ['nobody', 'demo'],
    ["martha' --", 'demo'],
  ])('is not given to %s with the password "%s"', async (username, password) => {
    const answer = await anonymous.send('POST', '/auth/token', { body: { username, password } });
    expectProblem(answer, 401, 'wrong-credentials');
  });

  it.each(Object.keys(forgeries))('is refused when it %s', async (name) => {
    const forged = await forgeries[name]!(genuine);
    expectUnauthenticated(await ask(`Bearer ${forged}`), 'Bearer error="invalid_token"');
  });

  it.each(['Basic bWFydGhhOmRlbW8=', 'Bearer', 'Bearer ', 'Token abc', 'Bearer a b'])(
    'is not %p',
    async (authorization) => expectUnauthenticated(await ask(authorization), 'Bearer'),
  );

  it('is not taken from the query', async () => {
    const answer = await anonymous.send('GET', `/consumers/${martha}?access_token=${genuine}`);
    expectUnauthenticated(answer, 'Bearer');
  });
});

describe.each(USERNAMES)('%s', (username) => {
  let caller: GatewayClient;
  beforeAll(async () => {
    caller = await logIn(username);
  });

  it.each(['/orders/x/saga', '/orders/x/messages', '/nowhere', '/..%2fmetrics'])(
    'finds nothing at %s',
    async (path) => expectProblem(await caller.send('GET', path), 404, 'not-found'),
  );
});
