import type { ServiceLogger } from '../logging/service-logger.js';

/** After an error that nobody caught, nothing is known of the process's state; a fresh one is. */
export function exitOnLostErrors(logger: ServiceLogger): void {
  const exit = (what: string) => (reason: unknown) => {
    logger.fatal(what, reason instanceof Error ? reason : new Error(String(reason)), 'Process');
    process.exit(1);
  };
  process.on('uncaughtException', exit('Exits after an error that nobody caught'));
  process.on('unhandledRejection', exit('Exits after a rejection that nobody handled'));
}
