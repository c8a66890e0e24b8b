import type { LoggerService } from '@nestjs/common';
import { pino, stdTimeFunctions, type DestinationStream, type Level, type Logger } from 'pino';
import { fieldsOf } from './log-fields.js';
import { currentRequestId } from './request-context.js';
import { prettyLines } from './pretty-line.js';

/** The least level that is written. */
export type LogLevel = Level;

/** Nest's logger on pino: one line per record, JSON, or text when somebody reads it on a terminal. */
export class ServiceLogger implements LoggerService {
  private readonly pino: Logger;

  constructor(service: string, level: LogLevel, destination = standardOutput()) {
    const options = {
      level,
      base: { service },
      timestamp: stdTimeFunctions.isoTime,
      mixin: () => ({ requestId: currentRequestId() }),
      formatters: { level: (label: string) => ({ level: label }) },
    };
    this.pino = pino(options, destination);
  }

  log(message: unknown, ...rest: readonly unknown[]): void {
    this.write(isFrameworkTalk(rest) ? 'debug' : 'info', message, rest);
  }

  error(message: unknown, ...rest: readonly unknown[]): void {
    this.write(isFrameworkTalk(rest) ? 'debug' : 'error', message, rest);
  }

  warn(message: unknown, ...rest: readonly unknown[]): void {
    this.write('warn', message, rest);
  }

  debug(message: unknown, ...rest: readonly unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: readonly unknown[]): void {
    this.write('trace', message, rest);
  }

  fatal(message: unknown, ...rest: readonly unknown[]): void {
    this.write('fatal', message, rest);
  }

  private write(level: Level, message: unknown, rest: readonly unknown[]): void {
    const { msg, ...fields } = fieldsOf(message, rest);
    this.pino[level](fields, msg);
  }
}

/** Written synchronously, so that the last words of a process that exits are not lost. */
const standardOutput = (): DestinationStream =>
  process.stdout.isTTY ? prettyLines(process.stdout) : pino.destination({ fd: 1, sync: true });

const TALKATIVE = [
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestApplication',
  'NestMicroservice',
];

/** What Nest says while it starts, every route and module; a start that fails is explained by who started it. */
const isFrameworkTalk = (rest: readonly unknown[]): boolean => TALKATIVE.includes(String(rest.at(-1)));
