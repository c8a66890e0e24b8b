import { AnswerRefused } from '../clients/answer-refused.js';
import type { CallerHeaders } from '../clients/downstream-service.js';
import { GatewayIdentity } from './gateway-identity.js';

const caller = { authorization: 'Bearer caller', accept: 'application/json' };

describe('the gateway, reading for itself,', () => {
  let asked: (string | undefined)[];
  let dropped: string[];
  beforeEach(() => {
    [asked, dropped] = [[], []];
  });

  /** Has the next token with each refusal. */
  const identityWith = (...tokens: readonly string[]): GatewayIdentity =>
    new GatewayIdentity({
      token: async () => {
        const token = tokens[dropped.length];
        if (!token) throw new Error('the issuer is away');
        return token;
      },
      drop: (token) => void dropped.push(token),
    });
  /** A service that answers these, one after the other. */
  const answering =
    (...statuses: number[]) =>
    async ({ authorization }: CallerHeaders): Promise<string> => {
      asked.push(authorization);
      const status = statuses.shift() ?? 200;
      if (status === 200) return 'the answer';
      throw new AnswerRefused('order', { status, headers: {}, body: Buffer.alloc(0) });
    };

  it('goes by its own token', async () => {
    expect(await identityWith('one').read(caller, answering())).toBe('the answer');
    expect(asked).toEqual(['Bearer one']);
    await identityWith('one').read(caller, async (headers) => {
      expect(headers).toEqual({ ...caller, authorization: 'Bearer one' });
    });
  });

  it('goes as its caller where it has none, or is no client', async () => {
    await identityWith().read(caller, answering());
    await new GatewayIdentity().read(caller, answering());
    expect(asked).toEqual(['Bearer caller', 'Bearer caller']);
  });

  it('asks once more with another one when that is refused', async () => {
    expect(await identityWith('one', 'two').read(caller, answering(401))).toBe('the answer');
    expect([asked, dropped]).toEqual([['Bearer one', 'Bearer two'], ['one']]);
  });

  it('asks no third time', async () => {
    const reading = identityWith('one', 'two', 'three').read(caller, answering(401, 401));
    await expect(reading).rejects.toThrow(AnswerRefused);
    expect(asked).toEqual(['Bearer one', 'Bearer two']);
  });

  it.each([
    ['there is no other', identityWith('one', 'one'), 401],
    ['there is none any more', identityWith('one'), 401],
    ['something else is refused', identityWith('one', 'two'), 403],
    ['it is the caller that is refused', new GatewayIdentity(), 401],
  ])('does not ask again when %s', async (_, identity, status) => {
    await expect(identity.read(caller, answering(status))).rejects.toThrow(AnswerRefused);
    expect(asked).toHaveLength(1);
  });
});
