import { demandKnown } from './known-settings.js';

const settings = ['VALIDATION_DEADLINE_MS', 'DEADLINE_CHECK_INTERVAL_MS', 'LOG_LEVEL', 'DATABASE_URL'];

describe('a setting of the demo', () => {
  it.each([[['LOG_LEVEL']], [['DATABASE_URL_FILE', 'VALIDATION_DEADLINE_MS']], [[]]])(
    'may be one that the service has: %j',
    (names) => {
      expect(() => demandKnown(names, settings)).not.toThrow();
    },
  );

  it.each([
    ['DEADLINE_MS', 'Like it are DEADLINE_CHECK_INTERVAL_MS, VALIDATION_DEADLINE_MS.'],
    ['FOO_MS', 'There are DATABASE_URL, DEADLINE_CHECK_INTERVAL_MS, LOG_LEVEL, VALIDATION_DEADLINE_MS.'],
  ])('is refused when it is %s', (name, others) => {
    expect(() => demandKnown(['LOG_LEVEL', name], settings)).toThrow(
      `There is no setting ${name}. ${others}`,
    );
  });
});
