import { Logger } from '@nestjs/common';
import { ServiceLogger, type LogLevel } from './service-logger.js';

const recording = (level: LogLevel = 'info') => {
  const lines: string[] = [];
  const logger = new ServiceLogger('order', level, { write: (line) => void lines.push(line) });
  return { logger, records: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
};

describe('ServiceLogger', () => {
  it('writes one JSON object with service, level, time, context and message', () => {
    const { logger, records } = recording();
    logger.warn('the broker is away', 'Relay');
    expect(records()).toEqual([
      {
        level: 'warn',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        service: 'order',
        context: 'Relay',
        msg: 'the broker is away',
      },
    ]);
  });

  it('keeps the stack of an error, and its message where none is given', () => {
    const { logger, records } = recording();
    logger.error(new Error('boom'), 'Relay');
    logger.error('could not relay', new Error('boom'), 'Relay');
    const err = expect.objectContaining({ message: 'boom', stack: expect.stringContaining('Error: boom\n') });
    expect(records()).toEqual([
      expect.objectContaining({ msg: 'boom', err, context: 'Relay' }),
      expect.objectContaining({ msg: 'could not relay', err, context: 'Relay' }),
    ]);
  });

  it("understands Nest's own way to pass a stack", () => {
    const { logger, records } = recording();
    logger.error('boom', 'Error: boom\n    at somewhere', 'Relay');
    expect(records()).toEqual([
      expect.objectContaining({ msg: 'boom', stack: 'Error: boom\n    at somewhere', context: 'Relay' }),
    ]);
  });

  it('takes fields beside the message', () => {
    const { logger, records } = recording();
    logger.log('published', { count: 3 }, 'Relay');
    expect(records()).toEqual([expect.objectContaining({ msg: 'published', count: 3, context: 'Relay' })]);
  });

  it('leaves out what is below its level', () => {
    const { logger, records } = recording('warn');
    logger.log('too much detail');
    logger.fatal('the end');
    expect(records()).toEqual([expect.objectContaining({ level: 'fatal' })]);
  });

  it('hears what the framework says at start in debugging only', () => {
    const { logger, records } = recording();
    logger.log('Mapped {/orders, POST} route', 'RouterExplorer');
    expect(records()).toEqual([]);
  });

  it("serves Nest's Logger", () => {
    const { logger, records } = recording();
    Logger.overrideLogger(logger);
    new Logger('Relay').error('boom');
    Logger.overrideLogger(true);
    expect(records()).toEqual([expect.objectContaining({ msg: 'boom', context: 'Relay' })]);
  });
});
