import { GatewayRefusal, type DeadLetter } from '#gateway-client';
import { commandOf, UsageError } from './command-line.js';
import { explainFailure } from './explain-failure.js';
import { letterInFull, lettersTable } from './letters-table.js';

const letter: DeadLetter = {
  channel: 'consumer.commands',
  messageId: '01a1fd05-3d92-758c-83c2-9e52bdb7a8b3',
  type: 'ValidateConsumerInfo',
  shardKey: '01a1fd05-3d8f-7661-bab9-0892b1eb762c',
  correlationId: '01a1fd05-3d91-752b-a103-449e413de5dd',
  attempts: 4,
  error: 'RangeError: out of samosas\nat the counter',
  failedAt: '2026-11-21T07:32:21.520Z',
  body: '{"orderTotal":"61.70"}',
};

describe('the command line for dead letters', () => {
  it.each([
    [[], { name: 'list' }],
    [['list'], { name: 'list' }],
    [['show', 'an id'], { name: 'show', messageId: 'an id' }],
    [['redrive', 'order.replies'], { name: 'redrive', channel: 'order.replies' }],
    [
      ['redrive', 'order.replies', 'one', 'two'],
      { name: 'redrive', channel: 'order.replies', messageIds: ['one', 'two'] },
    ],
  ])('understands %j', (args, command) => {
    expect(commandOf(args)).toEqual(command);
  });

  it.each([[['show']], [['redrive']], [['list', 'all']], [['burn']], [['--force']]])(
    'says what there is when it is asked for %j',
    (args) => {
      expect(() => commandOf(args)).toThrow(UsageError);
    },
  );

  it('lists a letter on a line, with the first line of its error', () => {
    expect(lettersTable([letter]).split('\n')).toEqual([
      'channel            type                  attempts  failed at                 order                                 message id                            error',
      'consumer.commands  ValidateConsumerInfo  4         2026-11-21T07:32:21.520Z  01a1fd05-3d8f-7661-bab9-0892b1eb762c  01a1fd05-3d92-758c-83c2-9e52bdb7a8b3  RangeError: out of samosas ..',
    ]);
  });

  it('shows all of one, also when its body is no JSON', () => {
    expect(letterInFull(letter)).toContain('error: RangeError: out of samosas\nat the counter');
    expect(letterInFull(letter)).toContain('{\n  "orderTotal": "61.70"\n}');
    expect(letterInFull({ ...letter, body: '{"order' })).toContain('\n\n{"order');
  });

  it('says what to do when the gateway is away, or does not let the operator in', () => {
    const away = new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } });
    expect(explainFailure(away, 'http://localhost:1')).toBe(
      'The gateway at http://localhost:1 is not there (ECONNREFUSED): start the system, or set GATEWAY_URL.',
    );
    expect(explainFailure(new GatewayRefusal('POST /auth/token', 401, {}), '')).toContain(
      'OPERATOR_PASSWORD',
    );
    const unknown = new GatewayRefusal('POST ..', 404, { detail: 'There is no channel "x"' });
    expect(explainFailure(unknown, '')).toBe('There is no channel "x"');
  });
});
