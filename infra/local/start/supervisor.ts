import { setTimeout as delay } from 'node:timers/promises';

const RESTART_DELAY_MS = 1_000;

/** A program that runs in the background. */
export interface Supervised {
  readonly name: string;
  readonly isRunning: boolean;
  /** Says how it ended. */
  readonly exited: Promise<string>;
  start(): Promise<void>;
  stop(): Promise<void>;
  kill(): Promise<void>;
}

/** Starts programs again whenever they end, until all is over; what was put down on purpose stays down. */
export class Supervisor {
  /** Each with the mark of those who watch over it: whoever put it down and up again has sent them home. */
  private readonly watches = new Map<Supervised, symbol>();

  constructor(
    private readonly report: (line: string) => void,
    private readonly over: AbortSignal,
  ) {}

  /** Watches over a program that runs. */
  keep(program: Supervised): void {
    const watch = Symbol(program.name);
    this.watches.set(program, watch);
    void this.watchOver(program, () => !this.over.aborted && this.watches.get(program) === watch);
  }

  async start(program: Supervised): Promise<void> {
    if (program.isRunning) return;
    await program.start();
    this.keep(program);
  }

  async stop(program: Supervised): Promise<void> {
    this.watches.delete(program);
    await program.stop();
  }

  async kill(program: Supervised): Promise<void> {
    this.watches.delete(program);
    await program.kill();
  }

  private async watchOver(program: Supervised, isKept: () => boolean): Promise<void> {
    for (;;) {
      const end = await program.exited;
      if (!isKept()) return;
      this.report(`${program.name} ended with ${end}; it is started again in ${RESTART_DELAY_MS / 1_000} s`);
      await delay(RESTART_DELAY_MS);
      if (!isKept()) return;
      await program.start().catch((error: Error) => this.report(error.message));
    }
  }
}
