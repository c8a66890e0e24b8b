import { setTimeout as delay } from 'node:timers/promises';

const RESTART_DELAY_MS = 1_000;

export interface Supervised {
  /** Says how it ended. */
  readonly exited: Promise<string>;
  start(): Promise<void>;
}

/** Starts it again whenever it ends, until told to stop. */
export async function supervise(
  name: string,
  subject: Supervised,
  report: (line: string) => void,
  stopped: AbortSignal,
): Promise<void> {
  for (;;) {
    const end = await subject.exited;
    if (stopped.aborted) return;
    report(`${name} ended with ${end}; it is started again in ${RESTART_DELAY_MS / 1_000} s`);
    await delay(RESTART_DELAY_MS);
    if (stopped.aborted) return;
    await subject.start().catch((error: Error) => report(error.message));
  }
}
